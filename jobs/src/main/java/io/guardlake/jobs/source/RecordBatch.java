package io.guardlake.jobs.source;

import java.util.ArrayDeque;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/** Records of one split on their way from the fetching thread to the task's. */
final class RecordBatch implements RecordsWithSplitIds<ExportRecord> {
  private final ArrayDeque<ExportRecord> records = new ArrayDeque<>();
  private String splitId;
  private Set<String> finished = Set.of();
  private long bytes;

  /** Nothing, where the fetching thread was woken up. */
  static RecordBatch empty() {
    return new RecordBatch(null);
  }

  RecordBatch(String splitId) {
    this.splitId = splitId;
  }

  void add(ExportRecord record) {
    records.add(record);
    bytes += 64;

    if (record instanceof ExportRecord.Line line) {
      bytes += line.bytes().length;
    } else if (record instanceof ExportRecord.Failure failure && failure.bytes() != null) {
      bytes += failure.bytes().length;
    }
  }

  void finish() {
    finished = Set.of(splitId);
  }

  boolean isFinished() {
    return !finished.isEmpty();
  }

  /** The memory that the records hold, about. */
  long bytes() {
    return bytes;
  }

  @Override
  public String nextSplit() {
    String next = splitId;
    splitId = null;
    return next;
  }

  @Override
  public ExportRecord nextRecordFromSplit() {
    return records.poll();
  }

  @Override
  public Set<String> finishedSplits() {
    return finished;
  }
}
