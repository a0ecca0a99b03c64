package io.guardlake.jobs.accounts;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * An account as the organization knows it. What is not known is null.
 *
 * @param id twelve digits
 * @param organizationalUnitPath the names of the organizational units from the root down, with
 *     slashes between them
 * @param state as AWS Organizations calls it, such as ACTIVE or SUSPENDED
 */
public record Account(
    String id, String name, String organizationalUnitPath, Map<String, String> tags, String state) {
  private static final Pattern ID = Pattern.compile("[0-9]{12}");

  public Account {
    requireNonNull(id, "id is null");
    tags = Map.copyOf(tags);

    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("'%s' is no account id of twelve digits".formatted(id));
    }
  }
}
