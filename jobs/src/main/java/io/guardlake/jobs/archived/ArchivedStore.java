package io.guardlake.jobs.archived;

import static java.util.Comparator.comparing;

import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.TableReplacement;
import io.guardlake.schemas.archived.ArchivedColumn;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Fills the table {@code archived}. */
public final class ArchivedStore {
  private ArchivedStore() {}

  /**
   * Replaces all rows, in one commit. What was erased from the output is left out.
   *
   * @param asOf when GuardDuty was asked
   * @throws IOException if they could not be written; the table is as it was then
   */
  public static void replace(OpenCatalog catalog, List<ArchivedFinding> findings, Instant asOf)
      throws IOException {
    TableReplacement.replace(
        catalog,
        ArchivedTable.DEFINITION,
        findings.stream()
            .sorted(
                comparing(ArchivedFinding::account)
                    .thenComparing(ArchivedFinding::region)
                    .thenComparing(ArchivedFinding::id))
            .map(finding -> row(finding, asOf))
            .toList());
  }

  private static TableRow row(ArchivedFinding finding, Instant asOf) {
    Object[] cells = new Object[ArchivedColumn.values().length];
    cells[ArchivedColumn.ACCOUNT_ID.ordinal()] = finding.account();
    cells[ArchivedColumn.REGION.ordinal()] = finding.region();
    cells[ArchivedColumn.FINDING_ID.ordinal()] = finding.id();
    cells[ArchivedColumn.UPDATED_AT.ordinal()] = micros(finding.updatedAt());
    cells[ArchivedColumn.AS_OF.ordinal()] = micros(asOf);
    return new TableRow(ArchivedTable.DEFINITION, cells);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
