package io.guardlake.schemas.quarantine;

import static io.guardlake.schemas.table.ColumnLayout.DISTINCT;
import static io.guardlake.schemas.table.ColumnLayout.REPEATED;
import static io.guardlake.schemas.table.ColumnLayout.TEXT;
import static io.guardlake.schemas.table.ColumnSpec.filled;
import static io.guardlake.schemas.table.ColumnSpec.nullable;
import static io.guardlake.schemas.table.ColumnType.STRING;
import static io.guardlake.schemas.table.ColumnType.TIMESTAMP;

import io.guardlake.schemas.table.ColumnSpec;
import io.guardlake.schemas.table.PlainColumn;

/** The columns of the table of what replays made of quarantine's rows. */
public enum SettledColumn implements PlainColumn {
  QUARANTINE_ID(filled(1, STRING, DISTINCT, "The row of quarantine.")),
  OUTCOME(filled(2, STRING, REPEATED, "What the replay made of it, as a published code.")),
  DETAIL(nullable(3, STRING, TEXT, "Why it is still bad, or gone.")),
  SETTLED_AT(filled(4, TIMESTAMP, DISTINCT, "When the replay ended, UTC."));

  @SuppressWarnings("ImmutableEnumChecker") // The record is immutable; the checker cannot see it.
  private final ColumnSpec spec;

  SettledColumn(ColumnSpec spec) {
    this.spec = spec;
  }

  @Override
  public ColumnSpec spec() {
    return spec;
  }
}
