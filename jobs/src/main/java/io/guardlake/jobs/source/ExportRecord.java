package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.schemas.quarantine.QuarantineReason;

/** What the source emits. */
public sealed interface ExportRecord {
  /**
   * One line of an object.
   *
   * @param number from 1
   * @param bytes without line ending and byte-order mark; never changed afterwards
   */
  @SuppressWarnings("ArrayRecordComponent") // a copy of each line would cost more than it helps
  record Line(ExportObject object, int number, byte[] bytes) implements ExportRecord {
    public Line {
      requireNonNull(object, "object is null");
      requireNonNull(bytes, "bytes is null");
    }
  }

  /**
   * Input that gave no line: a line past the limit, the rest of an object, or a whole object.
   *
   * @param number the line from 1, or null for the object or the rest of it
   * @param bytes the beginning of what was bad, or null
   * @param moreBytes whether there was more than {@code bytes}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Failure(
      ExportObject object,
      Integer number,
      QuarantineReason reason,
      String detail,
      byte[] bytes,
      boolean moreBytes)
      implements ExportRecord {
    public Failure {
      requireNonNull(object, "object is null");
      requireNonNull(reason, "reason is null");
      requireNonNull(detail, "detail is null");
    }
  }

  /** An object is read to its end, or given up; comes once an object, after its last line. */
  record ObjectEnd(ExportObject object) implements ExportRecord {
    public ObjectEnd {
      requireNonNull(object, "object is null");
    }
  }

  /** A row that is in a table already. */
  record Known(Identity identity) implements ExportRecord {
    public Known {
      requireNonNull(identity, "identity is null");
    }
  }
}
