package io.guardlake.cli.query;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.erased.ErasedTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.LatestSnapshotTable;
import io.guardlake.schemas.views.View;
import io.guardlake.schemas.views.Views;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
          SettledTable.DEFINITION,
          DriftTable.DEFINITION,
          ErasedTable.DEFINITION,
          AccountsTable.DEFINITION,
          ArchivedTable.DEFINITION,
          DeadLetterTable.DEFINITION);

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

  /** Those that a question names, by themselves or by views over them. */
  List<Planned> namedIn(String sql) {
    Set<String> named = new HashSet<>(namesIn(sql));
    Views.all().stream()
        .filter(view -> isNamed(view.name(), sql))
        .forEach(view -> named.addAll(readBy(view)));
    return tables.values().stream().filter(table -> named.contains(table.name())).toList();
  }

  /** The names of the tables that a view reads, by itself or by the views it is built on. */
  static Set<String> readBy(View view) {
    String sql = view.duckDb();
    Set<String> names = new HashSet<>(namesIn(sql));

    for (View other : Views.all()) {
      if (!other.name().equals(view.name()) && isNamed(other.name(), sql)) {
        names.addAll(readBy(other));
      }
    }

    return names;
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

  private static List<String> namesIn(String sql) {
    return TABLES.stream().map(TableDefinition::name).filter(name -> isNamed(name, sql)).toList();
  }

  private static boolean isNamed(String name, String sql) {
    return Pattern.compile("\\b" + name + "\\b", Pattern.CASE_INSENSITIVE).matcher(sql).find();
  }
}
