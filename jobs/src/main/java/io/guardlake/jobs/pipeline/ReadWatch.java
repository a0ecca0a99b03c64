package io.guardlake.jobs.pipeline;

import io.guardlake.jobs.source.ExportObject;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.Serializable;

/**
 * Sees what becomes of each line and object that is read, and may have lines passed over. Called by
 * several tasks at once; what is read again after a failure is seen again.
 */
public interface ReadWatch extends Serializable {
  /** Whether a line, from 1, is to be read; one that is not is as if it were not there. */
  boolean wants(ExportObject object, int line);

  /** A line was a finding. */
  void accepted(ExportObject object, int line);

  /**
   * A line, or the object or the rest of it, is none.
   *
   * @param line from 1, or null
   * @param detail may quote the input
   * @return whether it goes into quarantine; if not, the watch accounts for it
   */
  boolean rejected(ExportObject object, Integer line, QuarantineReason reason, String detail);

  /** An object was read to its end, or given up. */
  void ended(ExportObject object);

  /** Wants everything and watches nothing. */
  static ReadWatch none() {
    return new ReadWatch() {
      private static final long serialVersionUID = 1;

      @Override
      public boolean wants(ExportObject object, int line) {
        return true;
      }

      @Override
      public void accepted(ExportObject object, int line) {}

      @Override
      public boolean rejected(
          ExportObject object, Integer line, QuarantineReason reason, String detail) {
        return true;
      }

      @Override
      public void ended(ExportObject object) {}
    };
  }
}
