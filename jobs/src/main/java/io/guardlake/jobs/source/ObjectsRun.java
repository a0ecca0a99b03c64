package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ExportSplit.Position;
import io.guardlake.jobs.source.lines.BrokenGzipException;
import io.guardlake.jobs.source.lines.ObjectTooLargeException;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreException.Scope;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** Reads the objects of a split one after the other, each a piece at a time. */
final class ObjectsRun implements SplitRun {
  private final ExportSplit.Objects split;
  private final ReaderResources resources;
  private final ReaderMetrics metrics;
  private final Prefetcher prefetcher;
  private int index;
  private int line;
  private ObjectLines lines;
  private Tries tries;

  ObjectsRun(
      ExportSplit.Objects split,
      ReaderResources resources,
      ReaderMetrics metrics,
      Prefetcher prefetcher) {
    this.split = split;
    this.resources = resources;
    this.metrics = metrics;
    this.prefetcher = prefetcher;
    this.index = split.position().object();
    this.line = split.position().line();
  }

  @Override
  public void read(RecordBatch batch, BooleanSupplier wokenUp) throws IOException {
    int enough = resources.settings().fetchLimits().batchBytes();

    while (index < split.objects().size()) {
      if (batch.bytes() >= enough) {
        return;
      }

      if (!readObject(batch, enough, wokenUp)) {
        return;
      }
    }

    batch.finish();
  }

  /** Reads on in the current object; false where the batch should be handed on before its end. */
  private boolean readObject(RecordBatch batch, int enough, BooleanSupplier wokenUp)
      throws IOException {
    ExportObject object = split.objects().get(index);

    if (line == Position.ALL_LINES) {
      endObject(batch, object);
      return true;
    }

    try {
      if (lines == null && !open(object, wokenUp)) {
        return false;
      }

      if (!lines.read(batch, enough)) {
        tries.succeeded();
        return false;
      }
    } catch (BrokenGzipException e) {
      broken(batch, object, e);
    } catch (ObjectTooLargeException e) {
      batch.add(lines.failure(QuarantineReason.OBJECT_TOO_LARGE, e.getMessage()));
    } catch (StoreException e) {
      if (goesOnAfter(batch, object, e)) {
        return true;
      }
    }

    endObject(batch, object);
    return true;
  }

  private boolean open(ExportObject object, BooleanSupplier wokenUp) throws IOException {
    boolean again = tries != null;

    if (!again) {
      tries = new Tries(resources.settings().fetchLimits(), metrics);
    }

    InputStream body = again ? prefetcher.stream(object) : prefetcher.take(object, wokenUp);

    if (body == null) {
      tries = null;
      return false;
    }

    lines = new ObjectLines(object, body, resources.settings().readLimits(), line);
    return true;
  }

  /**
   * What broke off while it was streamed is opened again and read on where it broke; true then.
   * Else the object is given up.
   */
  private boolean goesOnAfter(RecordBatch batch, ExportObject object, StoreException error)
      throws IOException {
    if (lines != null) {
      line = lines.line();
    }

    closeLines();
    StoreException last = error;
    boolean streamed = object.size() > resources.settings().fetchLimits().wholeBytes();

    if (streamed) {
      try {
        tries.failed(error);
        return true;
      } catch (StoreException e) {
        last = e;
      }
    }

    if (last.scope() == Scope.STORE || policy() == ObjectErrorPolicy.FAIL) {
      throw new IOException("Reading the export failed. " + last.getMessage(), last);
    }

    batch.add(
        new ExportRecord.Failure(object, null, last.reason(), last.getMessage(), null, false));
    return false;
  }

  private void broken(RecordBatch batch, ExportObject object, BrokenGzipException e)
      throws IOException {
    String detail = e.getMessage() + "; complete lines before the break are kept.";

    if (policy() == ObjectErrorPolicy.FAIL) {
      throw new IOException(object.uri() + " cannot be read: " + detail, e);
    }

    batch.add(lines.failure(QuarantineReason.BROKEN_GZIP, detail));
  }

  private ObjectErrorPolicy policy() {
    return resources.settings().onObjectError();
  }

  private void endObject(RecordBatch batch, ExportObject object) {
    batch.add(new ExportRecord.ObjectEnd(object));
    closeLines();
    tries = null;
    line = 0;
    index++;
  }

  private void closeLines() {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }

  @Override
  public void close() {
    closeLines();
  }
}
