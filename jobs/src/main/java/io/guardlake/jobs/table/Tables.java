package io.guardlake.jobs.table;

import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.erased.ErasedTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StringType;

/** Makes Guardlake's tables, and brings older ones up to this version's columns. */
public final class Tables {
  private static final int EVOLVE_ATTEMPTS = 5;

  /**
   * Metadata files are one a commit, so old ones go. Expiry and orphans are compact's work, which
   * refuses tables with gc.enabled off.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.FORMAT_VERSION, "2",
          TableProperties.DEFAULT_FILE_FORMAT, "parquet",
          TableProperties.PARQUET_COMPRESSION, "zstd",
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "50",
          TableProperties.COMMIT_NUM_RETRIES, "10",
          TableProperties.COMMIT_MIN_RETRY_WAIT_MS, "100",
          TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "5000",
          TableProperties.GC_ENABLED, "true");

  private static final List<TableDefinition> ALL =
      List.of(
          FindingsTable.DEFINITION,
          LatestSnapshotTable.DEFINITION,
          QuarantineTable.DEFINITION,
          SettledTable.DEFINITION,
          DriftTable.DEFINITION,
          DeadLetterTable.DEFINITION,
          ErasedTable.DEFINITION);

  private Tables() {}

  /** The definition of the table with that name. */
  static TableDefinition named(String name) {
    return ALL.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no table '%s'.".formatted(name)));
  }

  /**
   * The table, made if it is missing and with all columns of the definition. Several processes may
   * do this at once: one makes the table, the others find it.
   *
   * @throws IllegalStateException if the table is there with a column of another type or with
   *     another partitioning
   * @throws NewerOutputException if the table has columns that the definition lacks
   */
  public static Table ensure(OpenCatalog catalog, TableDefinition definition) {
    if (!catalog.has(definition.name())) {
      createNamespace(catalog);
      create(catalog, definition.name(), definition.icebergSchema(), definition.partitionSpec());
    }

    Table table = catalog.table(definition.name());
    checkPartitioning(table, definition);
    checkNotNewer(table, definition);
    return withAllColumns(table, definition);
  }

  /**
   * A table without rows, made if it is missing: what counts are its properties, which every
   * catalog changes in one step.
   */
  public static Table ensureWithoutRows(OpenCatalog catalog, String name) {
    if (!catalog.has(name)) {
      createNamespace(catalog);
      Schema schema = new Schema(NestedField.optional(1, "nothing", StringType.get()));
      create(catalog, name, schema, PartitionSpec.unpartitioned());
    }

    return catalog.table(name);
  }

  /** Whether a table has no rows, as its current snapshot says. */
  public static boolean isEmpty(Table table) {
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null
        || "0".equals(snapshot.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP));
  }

  private static void createNamespace(OpenCatalog catalog) {
    if (!(catalog.catalog() instanceof SupportsNamespaces namespaces)
        || namespaces.namespaceExists(catalog.namespace())) {
      return;
    }

    try {
      namespaces.createNamespace(catalog.namespace());
    } catch (RuntimeException e) {
      // Whoever was faster made it; catalogs tell that by different exceptions.
      if (!namespaces.namespaceExists(catalog.namespace())) {
        throw e;
      }
    }
  }

  private static void create(
      OpenCatalog catalog, String name, Schema schema, PartitionSpec partitioning) {
    try {
      catalog
          .catalog()
          .buildTable(catalog.identifier(name), schema)
          .withPartitionSpec(partitioning)
          .withLocation(catalog.settings().tableLocation(name))
          .withProperties(PROPERTIES)
          .create();
    } catch (AlreadyExistsException | CommitFailedException e) {
      if (!catalog.has(name)) {
        throw e;
      }
    }
  }

  private static Table withAllColumns(Table table, TableDefinition definition) {
    for (int attempt = 1; !missing(table.schema(), definition).isEmpty(); attempt++) {
      UpdateSchema update = table.updateSchema();

      for (NestedField field : missing(table.schema(), definition)) {
        if (field.isRequired()) {
          throw new IllegalStateException(
              ("The table %s at %s has no column %s, which every row needs; it was not made by"
                      + " Guardlake, or by a version whose tables this one cannot write.")
                  .formatted(definition.name(), table.location(), field.name()));
        }

        update.addColumn(field.name(), field.type(), field.doc());
      }

      try {
        update.commit();
      } catch (CommitFailedException | IllegalArgumentException e) {
        // Another process may have added the same columns in between.
        if (attempt == EVOLVE_ATTEMPTS) {
          throw e;
        }
      }

      table.refresh();
    }

    return table;
  }

  private static List<NestedField> missing(Schema schema, TableDefinition definition) {
    return definition.icebergSchema().columns().stream()
        .filter(field -> schema.findField(field.name()) == null)
        .toList();
  }

  /**
   * Whoever does not know a column would write rows without it, and nobody could tell these from
   * rows that had nothing there.
   */
  private static void checkNotNewer(Table table, TableDefinition definition) {
    Schema ours = definition.icebergSchema();
    List<String> unknown =
        table.schema().columns().stream()
            .map(NestedField::name)
            .filter(name -> ours.findField(name) == null)
            .toList();

    if (!unknown.isEmpty()) {
      throw new NewerOutputException(
          ("The table %s at %s has columns that this version of Guardlake does not know: %s. A newer"
                  + " version made them; use that one, or a newer one still.")
              .formatted(definition.name(), table.location(), String.join(", ", unknown)));
    }
  }

  private static void checkPartitioning(Table table, TableDefinition definition) {
    List<String> ours =
        definition.partitionSpec().fields().stream()
            .map(field -> field.name() + "=" + field.transform())
            .toList();
    List<String> theirs =
        table.spec().fields().stream()
            .map(field -> field.name() + "=" + field.transform())
            .toList();

    if (!ours.equals(theirs)) {
      throw new IllegalStateException(
          "The table %s at %s is partitioned by %s instead of %s; move it away or choose another --database."
              .formatted(definition.name(), table.location(), theirs, ours));
    }
  }
}
