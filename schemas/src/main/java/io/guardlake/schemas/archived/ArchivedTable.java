package io.guardlake.schemas.archived;

import io.guardlake.schemas.table.TableDefinition;
import java.util.List;

/** The table {@code archived}: which findings are archived now. */
public final class ArchivedTable {
  /** What the table holds, for the reference documentation. */
  public static final String MEANING =
      """
      One row for each finding that was archived when `guardlake setup archived` last asked GuardDuty,
      by hand or by a suppression rule; empty until then. GuardDuty exports no archived findings, so
      `findings` cannot say. Each run replaces it whole. Join it by account_id, region and
      finding_id.\
      """;

  public static final TableDefinition DEFINITION =
      new TableDefinition("archived", List.of(ArchivedColumn.values()), null, null);

  private ArchivedTable() {}
}
