package io.guardlake.setup.aws;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A finding as GuardDuty's API tells it now.
 *
 * @param line one line of JSON in the export's form, every field that the API sent
 */
public record ApiFinding(
    String account, String region, String id, Instant updatedAt, boolean archived, String line) {
  public ApiFinding {
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
    requireNonNull(id, "id is null");
    requireNonNull(updatedAt, "updatedAt is null");
    requireNonNull(line, "line is null");
  }
}
