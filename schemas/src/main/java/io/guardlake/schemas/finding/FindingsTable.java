package io.guardlake.schemas.finding;

import io.guardlake.schemas.table.TableDefinition;
import java.util.List;

/** The findings table: each distinct version of each finding once. */
public final class FindingsTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "findings",
          List.of(FindingColumn.values()),
          FindingColumn.SEVERITY,
          FindingColumn.UPDATED_AT);

  private FindingsTable() {}
}
