package io.guardlake.jobs.table;

import java.util.Optional;
import java.util.UUID;

/**
 * Names an incarnation of a committer in the snapshots it makes: the run of its job, a slash, and
 * something new for each start.
 */
public final class WriterId {
  private WriterId() {}

  static String of(String run, UUID incarnation) {
    return run == null ? incarnation.toString() : run + "/" + incarnation;
  }

  /** The run that a writer id is of; empty for ids that name none. */
  public static Optional<String> run(String writerId) {
    int slash = writerId.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(writerId.substring(0, slash));
  }
}
