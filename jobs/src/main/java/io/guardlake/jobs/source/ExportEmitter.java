package io.guardlake.jobs.source;

import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** Emits a record and notes it in its split's state, which both happen between two checkpoints. */
final class ExportEmitter implements RecordEmitter<ExportRecord, ExportRecord, ExportSplitState> {
  private final ReaderMetrics metrics;

  ExportEmitter(ReaderMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void emitRecord(
      ExportRecord record, SourceOutput<ExportRecord> output, ExportSplitState state) {
    output.collect(record);
    state.emitted(record);
    metrics.emitted(record);
  }
}
