package io.guardlake.sandbox.aws.world;

import static java.util.Objects.requireNonNull;

/**
 * An account of AWS.
 *
 * @param id 12 digits
 */
public record Account(String id, String name, String email) {
  public Account {
    requireNonNull(name, "name is null");
    requireNonNull(email, "email is null");

    if (!id.matches("\\d{12}")) {
      throw new IllegalArgumentException("An account's id has 12 digits, not: " + id);
    }
  }
}
