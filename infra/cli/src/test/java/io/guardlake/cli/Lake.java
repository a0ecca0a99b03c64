package io.guardlake.cli;

import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.jobs.table.CatalogSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An output, asked by the tests. */
final class Lake {
  private final Path directory;

  Lake(Path directory) {
    this.directory = directory;
  }

  String uri() {
    return directory.toUri().toString();
  }

  long versions() throws Exception {
    return number("SELECT count(*) FROM findings");
  }

  long distinctVersions() throws Exception {
    return number(
        "SELECT count(DISTINCT (account_id, region, finding_id, updated_at, version_hash))"
            + " FROM findings");
  }

  Map<String, Long> latestByBand() throws Exception {
    Map<String, Long> bands = new TreeMap<>();

    for (List<Object> row :
        rows("SELECT severity, count(*) FROM findings_latest GROUP BY severity")) {
      bands.put((String) row.get(0), ((Number) row.get(1)).longValue());
    }

    return bands;
  }

  long number(String sql) throws Exception {
    return ((Number) rows(sql).get(0).get(0)).longValue();
  }

  List<List<Object>> rows(String sql) throws Exception {
    try (LocalDatabase database =
        LocalDatabase.open(CatalogSettings.parse(null, uri(), CatalogSettings.DEFAULT_DATABASE))) {
      return database.query(sql).rows();
    }
  }
}
