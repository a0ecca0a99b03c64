package io.guardlake.jobs.alert.account;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Map;

/**
 * What is known of an account beyond its id.
 *
 * @param name null where nothing is known
 * @param unitPath the organizational units from the root down, such as {@code Root/Prod/Web}; null
 *     where nothing is known
 */
public record AccountInfo(String id, String name, String unitPath, Map<String, String> tags)
    implements Serializable {
  public AccountInfo {
    requireNonNull(id, "id is null");
    tags = Map.copyOf(tags);
  }

  /** An account of which the id alone is known. */
  public static AccountInfo unknown(String id) {
    return new AccountInfo(id, null, null, Map.of());
  }
}
