package io.guardlake.jobs.table;

import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.erased.ErasedTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.LatestSnapshotTable;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.types.Types.NestedField;

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
          DriftTable.DEFINITION,
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
   */
  public static Table ensure(OpenCatalog catalog, TableDefinition definition) {
    if (!catalog.has(definition.name())) {
      createNamespace(catalog);
      create(catalog, definition);
    }

    Table table = catalog.table(definition.name());
    checkPartitioning(table, definition);
    return withAllColumns(table, definition);
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

  private static void create(OpenCatalog catalog, TableDefinition definition) {
    try {
      catalog
          .catalog()
          .buildTable(catalog.identifier(definition.name()), definition.icebergSchema())
          .withPartitionSpec(definition.partitionSpec())
          .withLocation(catalog.settings().tableLocation(definition.name()))
          .withProperties(PROPERTIES)
          .create();
    } catch (AlreadyExistsException | CommitFailedException e) {
      if (!catalog.has(definition.name())) {
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
