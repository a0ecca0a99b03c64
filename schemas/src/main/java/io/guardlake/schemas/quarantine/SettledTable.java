package io.guardlake.schemas.quarantine;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The table of what replays made of quarantine's rows, which themselves never change. Of several
 * rows of one id the newest says how it stands.
 */
public final class SettledTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "quarantine_settled", List.of(SettledColumn.values()), null, SettledColumn.SETTLED_AT);

  private SettledTable() {}

  /**
   * A row.
   *
   * @param detail why, or null
   */
  public static TableRow row(
      String quarantineId, SettledOutcome outcome, String detail, Instant settledAt) {
    requireNonNull(quarantineId, "quarantineId is null");
    requireNonNull(outcome, "outcome is null");

    Object[] cells = new Object[SettledColumn.values().length];
    cells[SettledColumn.QUARANTINE_ID.ordinal()] = quarantineId;
    cells[SettledColumn.OUTCOME.ordinal()] = outcome.code();
    cells[SettledColumn.DETAIL.ordinal()] = detail;
    cells[SettledColumn.SETTLED_AT.ordinal()] = ChronoUnit.MICROS.between(Instant.EPOCH, settledAt);
    return new TableRow(DEFINITION, cells);
  }
}
