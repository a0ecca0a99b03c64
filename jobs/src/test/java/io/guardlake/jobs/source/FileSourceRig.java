package io.guardlake.jobs.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpointSerializer;
import org.apache.flink.connector.file.src.assigners.SimpleSplitAssigner;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.connector.file.src.impl.ContinuousFileSplitEnumerator;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Flink's own continuous file source, as it discovers: one poll at a time, over a bucket. */
final class FileSourceRig implements SplitEnumeratorContext<FileSourceSplit> {
  private final CountingFileSystem files;
  private final ContinuousFileSplitEnumerator enumerator;
  private Runnable poll;
  private int assigned;

  /** Lists by a file system that is given instead of the one registered for the path. */
  private static final class Recursive extends NonSplittingRecursiveEnumerator {
    private final FileSystem files;

    Recursive(FileSystem files) {
      this.files = files;
    }

    @Override
    public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
        throws IOException {
      ArrayList<FileSourceSplit> splits = new ArrayList<>();

      for (Path path : paths) {
        addSplitsForPath(files.getFileStatus(path), files, splits);
      }

      return splits;
    }
  }

  FileSourceRig(MemoryStore store) {
    this.files = new CountingFileSystem(store);
    this.enumerator =
        new ContinuousFileSplitEnumerator(
            this,
            new Recursive(files),
            new SimpleSplitAssigner(List.of()),
            new Path[] {new Path("s3://bucket/")},
            List.of(),
            30_000);
    enumerator.start();
  }

  /** Discovers once and hands everything to a reader; gives the requests that this took. */
  long poll() {
    long before = files.requests();
    poll.run();
    int last;

    do {
      last = assigned;
      enumerator.handleSplitRequest(0, "here");
    } while (assigned > last);

    return files.requests() - before;
  }

  int assigned() {
    return assigned;
  }

  /** The size of the enumerator's state in a checkpoint. */
  long stateBytes() throws Exception {
    return new PendingSplitsCheckpointSerializer<>(FileSourceSplitSerializer.INSTANCE)
        .serialize(enumerator.snapshotState(1))
        .length;
  }

  @Override
  public <T> void callAsync(
      Callable<T> work, BiConsumer<T, Throwable> then, long delay, long period) {
    poll =
        () -> {
          try {
            then.accept(work.call(), null);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
  }

  @Override
  public <T> void callAsync(Callable<T> work, BiConsumer<T, Throwable> then) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
  }

  @Override
  public void sendEventToSourceReader(int reader, SourceEvent event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int currentParallelism() {
    return 1;
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return Map.of(0, new ReaderInfo(0, "here"));
  }

  @Override
  public void assignSplits(SplitsAssignment<FileSourceSplit> assignment) {
    assignment.assignment().values().forEach(splits -> assigned += splits.size());
  }

  @Override
  public void signalNoMoreSplits(int reader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void runInCoordinatorThread(Runnable work) {
    work.run();
  }
}
