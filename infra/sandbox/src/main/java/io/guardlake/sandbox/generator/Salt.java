package io.guardlake.sandbox.generator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link SaltedTree} added to an export, and what must become of it.
 *
 * @param bad what must be in quarantine; whether a break within an object is reported by line or
 *     for the object is the reader's choice, so a break's line is absent
 * @param skippedKeys objects that are no part of the export, or empty, and must be passed over
 * @param goodFindingIds findings beside the bad ones that must be in the table, one version each,
 *     none of them in the generated export
 * @param goodByBand those findings by band, LOW to CRITICAL
 */
public record Salt(
    List<Bad> bad,
    List<String> skippedKeys,
    List<String> goodFindingIds,
    Map<String, Long> goodByBand) {
  public Salt {
    bad = List.copyOf(bad);
    skippedKeys = List.copyOf(skippedKeys);
    goodFindingIds = List.copyOf(goodFindingIds);
    goodByBand = Collections.unmodifiableMap(new LinkedHashMap<>(goodByBand));
  }

  /**
   * One thing that must be in quarantine.
   *
   * @param key the object
   * @param lineNumber the line in it, from 1, or 0 for the object or the rest of it
   * @param reason the published code, such as {@code not_json}
   */
  public record Bad(String key, int lineNumber, String reason) {
    /** The line, from 1; absent for the object or the rest of it. */
    public Optional<Integer> line() {
      return lineNumber == 0 ? Optional.empty() : Optional.of(lineNumber);
    }
  }
}
