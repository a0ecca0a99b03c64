package io.guardlake.jobs.dedup;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.table.TableRow;
import java.util.List;

/**
 * A row on its way to a table, or the mere news that a row of this identity is in its table
 * already.
 *
 * @param row the row, or null where it is known already
 * @param drift what was unusual about the finding that the row was made of
 */
public record IdentifiedRow(Identity identity, TableRow row, List<FieldDrift> drift) {
  public IdentifiedRow {
    requireNonNull(identity, "identity is null");
    drift = List.copyOf(drift);
  }

  /** A row without drift. */
  public IdentifiedRow(Identity identity, TableRow row) {
    this(identity, row, List.of());
  }

  /** Says that the table has this row. */
  public static IdentifiedRow known(Identity identity) {
    return new IdentifiedRow(identity, null);
  }
}
