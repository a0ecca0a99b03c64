package io.guardlake.sandbox.generator;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the truth while lines are written, in a few bytes a finding. */
final class TruthCounter {
  /** The band of each finding's latest version; null while it has none. */
  private final SeverityBand[] latestBand;

  /** How many versions of each finding were written. Versions come in the order of their time. */
  private final short[] written;

  private final Map<SeverityBand, Long> latestByBand = new EnumMap<>(SeverityBand.class);
  private final Map<SeverityBand, Long> versionsByBand = new EnumMap<>(SeverityBand.class);
  private long distinct;
  private long versions;
  private long lines;
  private long files;
  private long bytes;
  private long rawBytes;

  TruthCounter(int findings) {
    latestBand = new SeverityBand[findings];
    written = new short[findings];
  }

  /**
   * Counts a line.
   *
   * @param number the version's number in its finding's history, from 0
   */
  void line(FindingVersion version, int number) {
    lines++;
    rawBytes += version.line().length + 1L;

    if (number < written[version.finding()]) {
      // The same version was exported before.
      return;
    }

    SeverityBand band = SeverityBand.of(version.severity());
    SeverityBand before = latestBand[version.finding()];

    if (before == null) {
      distinct++;
    } else {
      latestByBand.merge(before, -1L, Long::sum);
    }

    latestBand[version.finding()] = band;
    written[version.finding()] = (short) (number + 1);
    latestByBand.merge(band, 1L, Long::sum);
    versionsByBand.merge(band, 1L, Long::sum);
    versions++;
  }

  void file(int compressedBytes) {
    files++;
    bytes += compressedBytes;
  }

  Truth truth() {
    return new Truth(
        distinct,
        versions,
        lines,
        byName(latestByBand),
        byName(versionsByBand),
        files,
        bytes,
        rawBytes);
  }

  private static Map<String, Long> byName(Map<SeverityBand, Long> counts) {
    Map<String, Long> named = new LinkedHashMap<>();

    for (SeverityBand band : SeverityBand.values()) {
      named.put(band.name(), counts.getOrDefault(band, 0L));
    }

    return named;
  }
}
