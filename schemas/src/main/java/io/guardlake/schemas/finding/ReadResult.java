package io.guardlake.schemas.finding;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.table.TableRow;

/** What became of one line: a row of the findings table, or a reason to put it in quarantine. */
public sealed interface ReadResult {
  /** A finding, with every column filled that its line has a value for. */
  record Accepted(TableRow row) implements ReadResult {
    public Accepted {
      requireNonNull(row, "row is null");
    }
  }

  /**
   * No finding.
   *
   * @param detail what exactly is wrong, with field and byte offset where known; it may quote the
   *     input, so escape it before printing
   * @param offset the byte of the line where it is wrong, from 0; 0 if the whole line is meant
   */
  record Rejected(QuarantineReason reason, String detail, int offset) implements ReadResult {
    public Rejected {
      requireNonNull(reason, "reason is null");
      requireNonNull(detail, "detail is null");

      if (offset < 0) {
        throw new IllegalArgumentException("offset is negative: " + offset);
      }
    }
  }
}
