package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.KnownIdentities;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineColumn;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;

/**
 * The identities of the rows that an output's findings and quarantine tables have now. Each live
 * data file is a part; of it, only the columns that make an identity are read.
 */
public final class TableIdentities implements KnownIdentities {
  private static final long serialVersionUID = 1;

  private static final List<TableColumn> FINDING =
      List.of(
          FindingColumn.ACCOUNT_ID,
          FindingColumn.REGION,
          FindingColumn.FINDING_ID,
          FindingColumn.UPDATED_AT,
          FindingColumn.VERSION_HASH);

  private static final List<TableColumn> QUARANTINE = List.of(QuarantineColumn.QUARANTINE_ID);

  private final CatalogSettings settings;
  private final UpdatedRange findings;
  private final UpdatedRange quarantined;

  private TableIdentities(
      CatalogSettings settings, UpdatedRange findings, UpdatedRange quarantined) {
    this.settings = requireNonNull(settings, "settings is null");
    this.findings = requireNonNull(findings, "findings is null");
    this.quarantined = requireNonNull(quarantined, "quarantined is null");
  }

  /** All rows of both tables. */
  public static TableIdentities all(CatalogSettings settings) {
    return new TableIdentities(settings, UpdatedRange.all(), UpdatedRange.all());
  }

  /**
   * Findings that may have been updated in a range, and all of quarantine. More than the range may
   * be given: whole files are.
   *
   * @param findings the range of updated_at
   */
  public static TableIdentities updatedIn(CatalogSettings settings, UpdatedRange findings) {
    return new TableIdentities(settings, findings, UpdatedRange.all());
  }

  @Override
  public List<String> parts() throws IOException {
    List<String> parts = new ArrayList<>();

    try (OpenCatalog catalog = Catalogs.open(settings)) {
      addParts(catalog, FindingsTable.DEFINITION, findings.on(FindingColumn.UPDATED_AT), parts);
      addParts(
          catalog,
          QuarantineTable.DEFINITION,
          quarantined.on(QuarantineColumn.QUARANTINED_AT),
          parts);
    }

    return parts;
  }

  @Override
  public void read(String part, Consumer<Identity> consumer) throws IOException {
    int colon = part.indexOf(':');
    String table = part.substring(0, Math.max(colon, 0));
    String location = part.substring(colon + 1);

    if (table.equals(FindingsTable.DEFINITION.name())) {
      readFindings(new FlinkFileIO().newInputFile(location), consumer);
    } else if (table.equals(QuarantineTable.DEFINITION.name())) {
      FlatColumns.read(
          new FlinkFileIO().newInputFile(location),
          QUARANTINE,
          cells -> consumer.accept(Identity.ofQuarantine((String) cells[0])));
    } else {
      throw new IllegalArgumentException("There is no part '%s'.".formatted(part));
    }
  }

  /** The identities of the rows in a data file of findings. */
  static void readFindings(InputFile file, Consumer<Identity> consumer) throws IOException {
    FlatColumns.read(
        file,
        FINDING,
        cells ->
            consumer.accept(
                Identity.ofFinding(
                    (String) cells[0],
                    (String) cells[1],
                    (String) cells[2],
                    (Long) cells[3],
                    (Long) cells[4])));
  }

  private static void addParts(
      OpenCatalog catalog, TableDefinition definition, Expression filter, List<String> parts)
      throws IOException {
    if (!catalog.has(definition.name())) {
      return;
    }

    TableScan scan = catalog.table(definition.name()).newScan().filter(filter);

    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      for (FileScanTask task : tasks) {
        if (!task.deletes().isEmpty()) {
          throw new IOException(
              "The table %s has delete files, which Guardlake never writes; rewrite it without them."
                  .formatted(definition.name()));
        }

        parts.add(definition.name() + ":" + task.file().location());
      }
    }
  }

  /**
   * A range of times.
   *
   * @param from microseconds since the epoch, inclusive
   * @param to microseconds since the epoch, exclusive
   */
  public record UpdatedRange(long from, long to) implements Serializable {
    private static final long serialVersionUID = 1;

    public UpdatedRange {
      if (from > to) {
        throw new IllegalArgumentException(
            "The range ends at %d before it begins at %d.".formatted(to, from));
      }
    }

    /** All of time. */
    public static UpdatedRange all() {
      return new UpdatedRange(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    Expression on(TableColumn column) {
      if (equals(all())) {
        return Expressions.alwaysTrue();
      }

      return Expressions.and(
          Expressions.greaterThanOrEqual(column.sqlName(), from),
          Expressions.lessThan(column.sqlName(), to));
    }
  }
}
