package io.guardlake.jobs.alert.account;

import java.io.Serializable;
import java.util.function.Function;

/** Where what is known of accounts comes from. */
@FunctionalInterface
public interface AccountDirectory extends Serializable {
  /**
   * What is known of an account, by its id. Called once where a task begins; the answer may change
   * while the task runs.
   */
  Function<String, AccountInfo> open();

  /** Of every account the id alone is known. */
  static AccountDirectory none() {
    return () -> AccountInfo::unknown;
  }
}
