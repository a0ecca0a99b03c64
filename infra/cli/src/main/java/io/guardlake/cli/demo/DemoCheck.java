package io.guardlake.cli.demo;

import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.cli.query.QueryResult;
import io.guardlake.sandbox.generator.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the demo's table with the truth that its generator told. */
final class DemoCheck {
  private DemoCheck() {}

  /** A sentence for each number that is not what it should be; none where all are. */
  static List<String> differences(LocalDatabase database, Truth truth) {
    List<String> differences = new ArrayList<>();
    compare(
        differences,
        "versions",
        truth.versions(),
        number(database, "SELECT count(*) FROM findings"));
    compare(
        differences,
        "versions, each counted once",
        truth.versions(),
        number(
            database,
            "SELECT count(DISTINCT (account_id, region, finding_id, updated_at, version_hash))"
                + " FROM findings"));
    compare(
        differences,
        "findings",
        truth.distinct(),
        number(database, "SELECT count(*) FROM findings_latest"));
    compare(
        differences, "rows in quarantine", 0, number(database, "SELECT count(*) FROM quarantine"));

    for (Map.Entry<String, Long> band : truth.latestByBand().entrySet()) {
      compare(
          differences,
          "findings now " + band.getKey(),
          band.getValue(),
          number(
              database,
              "SELECT count(*) FROM findings_latest WHERE severity = '" + band.getKey() + "'"));
    }

    return differences;
  }

  private static void compare(List<String> differences, String what, long expected, long actual) {
    if (expected != actual) {
      differences.add(
          "The generator wrote %,d %s, the table has %,d.".formatted(expected, what, actual));
    }
  }

  private static long number(LocalDatabase database, String sql) {
    QueryResult result = database.query(sql);
    return ((Number) result.rows().get(0).get(0)).longValue();
  }
}
