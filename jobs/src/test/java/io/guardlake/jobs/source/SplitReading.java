package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ExportSplit.Position;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Reads a split to its end as a reader's thread does. */
final class SplitReading {
  private SplitReading() {}

  static ExportSplit.Objects split(List<ExportObject> objects) {
    return new ExportSplit.Objects("split", objects, Position.START);
  }

  static ReaderMetrics metrics() {
    return new ReaderMetrics(UnregisteredMetricsGroup.createSourceReaderMetricGroup(), () -> 0);
  }

  /**
   * Reads with stores of its own, and closes them.
   *
   * @param batches told of each batch
   */
  static List<ExportRecord> records(
      ExportSourceSettings settings,
      ObjectStoreFactory stores,
      ExportSplit split,
      Consumer<RecordBatch> batches)
      throws IOException {
    List<ExportRecord> records = new ArrayList<>();

    try (ReaderResources resources = new ReaderResources(settings, stores);
        ExportSplitReader reader = new ExportSplitReader(resources, metrics())) {
      reader.handleSplitsChanges(new SplitsAddition<>(List.of(split)));
      RecordBatch batch;

      do {
        batch = (RecordBatch) reader.fetch();
        batches.accept(batch);

        for (ExportRecord next = batch.nextRecordFromSplit();
            next != null;
            next = batch.nextRecordFromSplit()) {
          records.add(next);
        }
      } while (!batch.isFinished());
    }

    return records;
  }

  static String describe(ExportRecord record) {
    if (record instanceof ExportRecord.Line line) {
      return line.number() + ":" + TestJob.text(line.bytes());
    }

    if (record instanceof ExportRecord.Failure failure) {
      String number = failure.number() == null ? "-" : failure.number().toString();
      String text = failure.bytes() == null ? "null" : TestJob.text(failure.bytes());
      return number + "!" + failure.reason() + ":" + text;
    }

    return "end";
  }
}
