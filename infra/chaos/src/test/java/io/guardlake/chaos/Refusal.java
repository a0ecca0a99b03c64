package io.guardlake.chaos;

import static java.util.Objects.requireNonNull;

/**
 * A row of quarantine.
 *
 * @param key the object's key
 * @param line the line in it, from 1, or 0 for the object or what was left of it
 * @param reason the published code
 */
record Refusal(String key, int line, String reason) {
  Refusal {
    requireNonNull(key, "key is null");
    requireNonNull(reason, "reason is null");
  }
}
