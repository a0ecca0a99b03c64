package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableRow;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.iceberg.io.FileIO;

/**
 * Writes rows into Parquet files and hands each complete one on. All files are finished before a
 * checkpoint's barrier goes on, so the operator has no state: a file is either complete and with
 * the committer in that checkpoint, or deleted and its rows read again.
 */
final class DataFileWriter extends AbstractStreamOperator<CommittableFile>
    implements OneInputStreamOperator<TableRow, CommittableFile>, BoundedOneInput {

  private static final long serialVersionUID = 1;

  private final TableTarget target;
  private final FileIO io;
  private final ParquetOptions options;
  private final WriterLimits limits;
  private transient OpenFiles files;
  private transient Counter filesFinished;

  DataFileWriter(TableTarget target, FileIO io, ParquetOptions options, WriterLimits limits) {
    this.target = requireNonNull(target, "target is null");
    this.io = requireNonNull(io, "io is null");
    this.options = requireNonNull(options, "options is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  @Override
  public void open() throws Exception {
    super.open();
    filesFinished = getMetricGroup().counter("filesFinished");
    files = new OpenFiles(target, io, options, limits, this::emit);
    getMetricGroup().gauge("openFiles", () -> files.count());
    getMetricGroup().gauge("bufferedBytes", () -> files.bufferedBytes());
  }

  @Override
  public void processElement(StreamRecord<TableRow> element) throws Exception {
    files.write(element.getValue());
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    files.finishAll();
  }

  @Override
  public void endInput() throws Exception {
    files.finishAll();
  }

  @Override
  public void close() throws Exception {
    if (files != null) {
      files.close();
    }

    super.close();
  }

  private void emit(CommittableFile file) {
    filesFinished.inc();
    output.collect(new StreamRecord<>(file));
  }
}
