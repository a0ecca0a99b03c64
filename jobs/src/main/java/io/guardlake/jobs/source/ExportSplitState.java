package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ExportSplit.Position;

/** How far a split is emitted, while it is. */
final class ExportSplitState {
  private final ExportSplit split;
  private int object;
  private int line;

  ExportSplitState(ExportSplit split) {
    this.split = split;

    if (split instanceof ExportSplit.Objects objects) {
      object = objects.position().object();
      line = objects.position().line();
    }
  }

  void emitted(ExportRecord record) {
    if (record instanceof ExportRecord.Line emitted) {
      line = emitted.number();
    } else if (record instanceof ExportRecord.Failure failure) {
      line = failure.number() == null ? Position.ALL_LINES : failure.number();
    } else if (record instanceof ExportRecord.ObjectEnd) {
      object++;
      line = 0;
    }
  }

  /** The split as the enumerator gave it. */
  HeldSplit held() {
    return HeldSplit.of(split);
  }

  ExportSplit toSplit() {
    if (split instanceof ExportSplit.Objects objects) {
      return objects.at(new Position(object, line));
    }

    return split;
  }
}
