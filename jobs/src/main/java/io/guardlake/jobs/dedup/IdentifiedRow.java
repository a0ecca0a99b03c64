package io.guardlake.jobs.dedup;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableRow;

/**
 * A row on its way to a table, or the mere news that a row of this identity is in its table
 * already.
 *
 * @param row the row, or null where it is known already
 */
public record IdentifiedRow(Identity identity, TableRow row) {
  public IdentifiedRow {
    requireNonNull(identity, "identity is null");
  }

  /** Says that the table has this row. */
  public static IdentifiedRow known(Identity identity) {
    return new IdentifiedRow(identity, null);
  }
}
