package io.guardlake.jobs.source;

import io.guardlake.jobs.source.lines.LineSink;
import io.guardlake.jobs.source.lines.LineSplitter;
import io.guardlake.jobs.source.lines.ObjectTooLargeException;
import io.guardlake.jobs.source.lines.ReadLimits;
import io.guardlake.jobs.source.lines.Unpacking;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.util.IOUtils;

/** The lines of one object, as records, a piece at a time. */
final class ObjectLines implements LineSink, AutoCloseable {
  private static final int CHUNK = 64 << 10;

  private final ExportObject object;
  private final InputStream body;
  private final ReadLimits limits;
  private final LineSplitter splitter;
  private final byte[] chunk;
  private InputStream unpacked;
  private RecordBatch batch;
  private long bytes;
  private int line;

  /**
   * @param line the last line that was emitted already; it and those before are passed over
   */
  ObjectLines(ExportObject object, InputStream body, ReadLimits limits, int line) {
    this.object = object;
    this.body = body;
    this.limits = limits;
    this.splitter = new LineSplitter(limits, this);
    // Tiny objects are the rule: a chunk for each must not cost more than they do.
    this.chunk = new byte[(int) Math.max(1024, Math.min(CHUNK, object.size() * 8))];
    this.line = line;
  }

  /**
   * Adds lines until the batch has enough; true at the object's end. Lines before an error are in
   * the batch when it is thrown.
   */
  boolean read(RecordBatch records, int enough) throws IOException {
    batch = records;

    if (unpacked == null) {
      unpacked = Unpacking.of(body);
    }

    while (batch.bytes() < enough) {
      int count = unpacked.read(chunk, 0, chunk.length);

      if (count < 0) {
        splitter.finish();
        return true;
      }

      long room = limits.objectBytes() - bytes;
      splitter.feed(chunk, 0, (int) Math.min(count, room));
      bytes += count;

      if (bytes > limits.objectBytes()) {
        throw new ObjectTooLargeException(limits.objectBytes());
      }
    }

    return false;
  }

  @Override
  public void line(int number, byte[] text) {
    if (number > line) {
      batch.add(new ExportRecord.Line(object, number, text));
      line = number;
    }
  }

  @Override
  public void tooLong(int number, byte[] beginning) {
    if (number > line) {
      String detail = "The line is longer than " + limits.lineBytes() + " bytes.";
      batch.add(
          new ExportRecord.Failure(
              object, number, QuarantineReason.LINE_TOO_LONG, detail, beginning, true));
      line = number;
    }
  }

  /** The last line that was added to a batch. */
  int line() {
    return line;
  }

  /** The rest of the object, from the line that has no end, as a failure. */
  ExportRecord.Failure failure(QuarantineReason reason, String detail) {
    byte[] rest = splitter.unfinished();
    return new ExportRecord.Failure(
        object, null, reason, detail, rest.length == 0 ? null : rest, true);
  }

  @Override
  public void close() {
    // Nothing more is read: what closing could still tell does not matter.
    IOUtils.closeQuietly(unpacked == null ? body : unpacked);
  }
}
