package io.guardlake.schemas.erased;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The table of tombstones: what was erased and is never taken in again. */
public final class ErasedTable {
  /** What the table holds, for the reference documentation. */
  public static final String MEANING =
      """
      What was erased, one row each. Whatever belongs to it is refused by ingest, backfill, replay and
      compact from then on. The ids are kept in the clear: they are what new findings are compared
      with.""";

  public static final TableDefinition DEFINITION =
      new TableDefinition("erased", List.of(ErasedColumn.values()), null, null);

  private ErasedTable() {}

  /**
   * A row.
   *
   * @param kind what was erased, {@code account} or {@code finding}
   * @param by who erased it
   */
  public static TableRow row(String kind, String id, Instant at, String by) {
    Object[] cells = new Object[ErasedColumn.values().length];
    cells[ErasedColumn.KIND.ordinal()] = requireNonNull(kind, "kind is null");
    cells[ErasedColumn.ID.ordinal()] = requireNonNull(id, "id is null");
    cells[ErasedColumn.ERASED_AT.ordinal()] = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    cells[ErasedColumn.ERASED_BY.ordinal()] = requireNonNull(by, "by is null");
    return new TableRow(DEFINITION, cells);
  }
}
