package io.guardlake.jobs.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Reads one split after the other and fetches ahead into the next. Runs in a thread of its own. */
final class ExportSplitReader implements SplitReader<ExportRecord, ExportSplit> {
  private final ReaderResources resources;
  private final ReaderMetrics metrics;
  private final Prefetcher prefetcher;
  private final ArrayDeque<ExportSplit> splits = new ArrayDeque<>();
  private final AtomicBoolean wokenUp = new AtomicBoolean();
  private SplitRun current;

  ExportSplitReader(ReaderResources resources, ReaderMetrics metrics) {
    this.resources = resources;
    this.metrics = metrics;
    this.prefetcher = new Prefetcher(resources, metrics);
  }

  @Override
  public RecordsWithSplitIds<ExportRecord> fetch() throws IOException {
    ExportSplit split = splits.peek();

    if (split == null) {
      return RecordBatch.empty();
    }

    if (current == null) {
      current = run(split);
    }

    RecordBatch batch = new RecordBatch(split.splitId());
    current.read(batch, () -> wokenUp.getAndSet(false));

    if (batch.isFinished()) {
      current.close();
      current = null;
      splits.remove();
    }

    return batch;
  }

  private SplitRun run(ExportSplit split) {
    if (split instanceof ExportSplit.Objects objects) {
      return new ObjectsRun(objects, resources, metrics, prefetcher);
    }

    ExportSplit.Learning learning = (ExportSplit.Learning) split;
    return new LearningRun(learning, resources.settings().known());
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ExportSplit> change) {
    if (!(change instanceof SplitsAddition)) {
      throw new UnsupportedOperationException("Splits are only ever added");
    }

    for (ExportSplit split : change.splits()) {
      splits.add(split);

      if (split instanceof ExportSplit.Objects objects) {
        prefetcher.add(toFetch(objects));
      }
    }
  }

  private static List<ExportObject> toFetch(ExportSplit.Objects split) {
    int first = split.position().object();
    boolean endIsLeft = split.position().line() == ExportSplit.Position.ALL_LINES;
    return split.objects().subList(endIsLeft ? first + 1 : first, split.objects().size());
  }

  @Override
  public void wakeUp() {
    wokenUp.set(true);
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
    }

    prefetcher.close();
  }
}
