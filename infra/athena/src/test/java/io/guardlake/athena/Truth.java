package io.guardlake.athena;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What the generator says is in the export tree it wrote.
 *
 * @param distinct how many findings
 * @param versions how many versions of them, which are the rows of the table
 * @param latestByBand the findings by the band of their latest version; bands without any left out
 * @param versionsByBand the versions by their band; bands without any left out
 */
record Truth(
    long distinct,
    long versions,
    Map<String, Long> latestByBand,
    Map<String, Long> versionsByBand) {

  Truth {
    latestByBand = Map.copyOf(latestByBand);
    versionsByBand = Map.copyOf(versionsByBand);

    if (distinct <= 0 || versions < distinct) {
      throw new IllegalArgumentException(
          "%d findings in %d versions prove nothing.".formatted(distinct, versions));
    }
  }

  static Truth of(JsonNode json) {
    return new Truth(
        json.required("distinct").asLong(),
        json.required("versions").asLong(),
        bands(json.required("latestByBand")),
        bands(json.required("versionsByBand")));
  }

  private static Map<String, Long> bands(JsonNode json) {
    Map<String, Long> counts = new HashMap<>();

    for (Map.Entry<String, JsonNode> band : json.properties()) {
      if (band.getValue().asLong() > 0) {
        counts.put(band.getKey(), band.getValue().asLong());
      }
    }

    return counts;
  }
}
