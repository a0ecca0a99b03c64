package io.guardlake.jobs.source;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The source with its records as texts, of which Flink's contract can tell whether they differ. */
final class TextSource
    implements Source<String, ExportSplit, EnumeratorState>, ResultTypeQueryable<String> {
  private static final long serialVersionUID = 1;

  private final ExportSource source;

  TextSource(ExportSource source) {
    this.source = source;
  }

  /** A line is its own text, an object's end its name. */
  static String text(ExportRecord record) {
    if (record instanceof ExportRecord.Line line) {
      return TestJob.text(line.bytes());
    }

    if (record instanceof ExportRecord.ObjectEnd end) {
      return end(EnumeratorRig.name(end.object()));
    }

    return record.toString();
  }

  static String end(String name) {
    return "end of " + name;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<String, ExportSplit> createReader(SourceReaderContext context) {
    return new Reader(source.createReader(context));
  }

  @Override
  public SplitEnumerator<ExportSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<ExportSplit> context) {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<ExportSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<ExportSplit> context, EnumeratorState state) {
    return source.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<ExportSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }

  private static final class Reader implements SourceReader<String, ExportSplit> {
    private final SourceReader<ExportRecord, ExportSplit> reader;

    Reader(SourceReader<ExportRecord, ExportSplit> reader) {
      this.reader = reader;
    }

    @Override
    public void start() {
      reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) throws Exception {
      return reader.pollNext(new Output(output));
    }

    @Override
    public List<ExportSplit> snapshotState(long checkpoint) {
      return reader.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
      reader.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return reader.isAvailable();
    }

    @Override
    public void addSplits(List<ExportSplit> splits) {
      reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
      reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
      reader.handleSourceEvents(event);
    }

    @Override
    public void close() throws Exception {
      reader.close();
    }
  }

  private static class Texts<O extends SourceOutput<String>> implements SourceOutput<ExportRecord> {
    final O output;

    Texts(O output) {
      this.output = output;
    }

    @Override
    public void collect(ExportRecord record) {
      output.collect(text(record));
    }

    @Override
    public void collect(ExportRecord record, long timestamp) {
      output.collect(text(record), timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      output.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      output.markIdle();
    }

    @Override
    public void markActive() {
      output.markActive();
    }
  }

  private static final class Output extends Texts<ReaderOutput<String>>
      implements ReaderOutput<ExportRecord> {
    Output(ReaderOutput<String> output) {
      super(output);
    }

    @Override
    public SourceOutput<ExportRecord> createOutputForSplit(String splitId) {
      return new Texts<>(output.createOutputForSplit(splitId));
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
      output.releaseOutputForSplit(splitId);
    }
  }
}
