package io.guardlake.chaos;

import static java.util.Objects.requireNonNull;

/**
 * What makes a version of a finding, by the contract.
 *
 * @param updatedAt microseconds since the epoch
 * @param hash the first 8 bytes, big-endian, of the line's SHA-256
 */
record Version(String account, String region, String id, long updatedAt, long hash) {
  Version {
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
    requireNonNull(id, "id is null");
  }
}
