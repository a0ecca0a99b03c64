package io.guardlake.jobs.source;

import io.guardlake.jobs.source.ExportSplit.Position;
import io.guardlake.jobs.source.ObjectFetcher.Fetched;
import io.guardlake.jobs.source.lines.BrokenGzipException;
import io.guardlake.jobs.source.lines.ObjectTooLargeException;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreException.Scope;
import io.guardlake.jobs.source.store.StoreProblem;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Reads the objects of a split one after the other, each a piece at a time. */
final class ObjectsRun implements SplitRun {
  private static final long PAUSE_MILLIS = 20;

  private final ExportSplit.Objects split;
  private final ReaderResources resources;
  private final ReaderMetrics metrics;
  private final Prefetcher prefetcher;
  private int index;
  private int line;
  private ObjectLines lines;
  private Tries tries;
  private ExportObject current;
  private Long pauseUntil;
  private boolean replaced;
  private int changes;

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
    this.tries = new Tries(resources.limits(), metrics, resources.health());
  }

  @Override
  public void read(RecordBatch batch, BooleanSupplier wokenUp) throws IOException {
    int enough = resources.limits().batchBytes();

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

    if (!isPauseOver(wokenUp)) {
      return false;
    }

    try {
      // What was read must not wait for what is not there yet.
      if (lines == null && !open(object, () -> batch.bytes() > 0 || wokenUp.getAsBoolean())) {
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

  /** Waits for the time of the next try; false where it was woken up before. */
  private boolean isPauseOver(BooleanSupplier wokenUp) throws IOException {
    while (pauseUntil != null) {
      long left = TimeUnit.NANOSECONDS.toMillis(pauseUntil - resources.health().now());

      if (left <= 0) {
        pauseUntil = null;
        return true;
      }

      if (wokenUp.getAsBoolean()) {
        return false;
      }

      try {
        Thread.sleep(Math.min(left, PAUSE_MILLIS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Waiting for another try was interrupted");
      }
    }

    return true;
  }

  private boolean open(ExportObject object, BooleanSupplier wokenUp) throws IOException {
    Fetched fetched = fetched(object, wokenUp);

    if (fetched == null) {
      return false;
    }

    String before = current == null ? object.etag() : current.etag();
    current = fetched.object();

    if (!before.isEmpty() && !before.equals(current.etag())) {
      // Other content: what was emitted of what it was before says nothing about it.
      line = 0;
    }

    byte[] whole = fetched.body();

    if (whole == null) {
      Duration unused = tries.begun();
    }

    InputStream body = whole == null ? prefetcher.stream(current) : new ByteArrayInputStream(whole);
    lines = new ObjectLines(current, body, resources.settings().readLimits(), line);
    return true;
  }

  private Fetched fetched(ExportObject object, BooleanSupplier wokenUp) throws IOException {
    if (replaced) {
      replaced = false;
      return prefetcher.anew(object);
    }

    return current == null ? prefetcher.take(object, wokenUp) : new Fetched(current, null);
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

    // What was fetched whole was tried again where that could help.
    if (current != null) {
      try {
        again(error);
        return true;
      } catch (StoreException e) {
        last = e;
      }
    }

    if (concernsAll(last) || policy() == ObjectErrorPolicy.FAIL) {
      throw new IOException("Reading the export failed. " + last.getMessage(), last);
    }

    ExportObject known = current == null ? object : current;
    batch.add(new ExportRecord.Failure(known, null, last.reason(), last.getMessage(), null, false));
    return false;
  }

  /** Prepares for another try, or throws where there is none. */
  private void again(StoreException error) throws StoreException {
    if (error.problem() == StoreProblem.CHANGED && changes++ < resources.limits().tries()) {
      metrics.changed();
      replaced = true;
      return;
    }

    pauseUntil = resources.health().now() + tries.failed(error).toNanos();
  }

  private static boolean concernsAll(StoreException error) {
    return error.scope() == Scope.STORE || error.scope() == Scope.SETTING;
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
    batch.add(new ExportRecord.ObjectEnd(current == null ? object : current));
    closeLines();
    tries = new Tries(resources.limits(), metrics, resources.health());
    current = null;
    replaced = false;
    changes = 0;
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
