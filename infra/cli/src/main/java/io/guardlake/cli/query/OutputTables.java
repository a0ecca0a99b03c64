package io.guardlake.cli.query;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.erased.ErasedTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.DriftView;
import io.guardlake.schemas.views.LatestSnapshotTable;
import io.guardlake.schemas.views.LatestView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/**
 * The tables of an output as they are at one moment: the files that their current snapshots list.
 * Planned by Iceberg from metadata alone; no data file is touched.
 */
final class OutputTables {
  private static final List<TableDefinition> TABLES =
      List.of(
          FindingsTable.DEFINITION,
          LatestSnapshotTable.DEFINITION,
          QuarantineTable.DEFINITION,
          DriftTable.DEFINITION,
          ErasedTable.DEFINITION);

  /** What a question may say to mean a table: its name, or that of a view over it. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          FindingsTable.DEFINITION.name(),
              List.of(FindingsTable.DEFINITION.name(), LatestView.NAME),
          DriftTable.DEFINITION.name(), List.of(DriftTable.DEFINITION.name(), DriftView.NAME));

  private final Map<String, Planned> tables = new LinkedHashMap<>();

  private OutputTables() {}

  /** A table: its columns and its files. */
  record Planned(String name, Schema schema, FileIO io, List<DataFile> files) {
    Planned {
      requireNonNull(name, "name is null");
      requireNonNull(schema, "schema is null");
      files = List.copyOf(files);
    }

    boolean isLocal() {
      return files.stream().allMatch(file -> FileCache.isLocal(file.location()));
    }
  }

  /** Looks at all tables. One that an older version or no compaction made yet is empty. */
  static OutputTables of(OpenCatalog catalog) throws IOException {
    OutputTables all = new OutputTables();

    for (TableDefinition definition : TABLES) {
      boolean missing =
          !definition.equals(FindingsTable.DEFINITION) && !catalog.has(definition.name());
      all.tables.put(
          definition.name(),
          missing
              ? new Planned(definition.name(), definition.icebergSchema(), null, List.of())
              : planned(definition.name(), catalog.table(definition.name())));
    }

    return all;
  }

  List<Planned> all() {
    return List.copyOf(tables.values());
  }

  /** Those that a question names. */
  List<Planned> namedIn(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT);
    return tables.values().stream()
        .filter(
            table ->
                NAMES.getOrDefault(table.name(), List.of(table.name())).stream()
                    .anyMatch(name -> Pattern.compile("\\b" + name + "\\b").matcher(lower).find()))
        .toList();
  }

  List<String> locations() {
    return tables.values().stream()
        .flatMap(table -> table.files().stream())
        .map(DataFile::location)
        .toList();
  }

  private static Planned planned(String name, Table table) throws IOException {
    List<DataFile> files = new ArrayList<>();

    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> files.add(task.file()));
    }

    return new Planned(name, table.schema(), table.io(), files);
  }
}
