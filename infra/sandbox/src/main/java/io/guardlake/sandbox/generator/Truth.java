package io.guardlake.sandbox.generator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an exact table of the generated export must hold.
 *
 * @param distinct findings exported
 * @param versions distinct versions of them
 * @param lines lines exported; more than versions by the duplicates
 * @param latestByBand for LOW, MEDIUM, HIGH and CRITICAL in this order, the findings whose latest
 *     version is in the band
 * @param versionsByBand the versions in each band, in the same order
 * @param files objects
 * @param bytes their compressed bytes
 * @param rawBytes the bytes they unpack to, line endings included
 */
public record Truth(
    long distinct,
    long versions,
    long lines,
    Map<String, Long> latestByBand,
    Map<String, Long> versionsByBand,
    long files,
    long bytes,
    long rawBytes) {
  public Truth {
    latestByBand = Collections.unmodifiableMap(new LinkedHashMap<>(latestByBand));
    versionsByBand = Collections.unmodifiableMap(new LinkedHashMap<>(versionsByBand));
  }

  /** Lines that repeat an earlier one. */
  public long duplicates() {
    return lines - versions;
  }
}
