package io.guardlake.jobs.source;

import java.io.Serializable;

/**
 * A split that a reader has.
 *
 * @param objects that are not read to their end; 0 for a part to learn
 */
record HeldSplit(String splitId, boolean learning, int objects) implements Serializable {
  private static final long serialVersionUID = 1;

  static HeldSplit of(ExportSplit split) {
    if (split instanceof ExportSplit.Objects some) {
      return new HeldSplit(
          split.splitId(), false, some.objects().size() - some.position().object());
    }

    return new HeldSplit(split.splitId(), true, 0);
  }
}
