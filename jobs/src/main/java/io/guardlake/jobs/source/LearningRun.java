package io.guardlake.jobs.source;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.KnownIdentities;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Reads a part of what is known. The part gives its identities all at once, so it is read in a
 * thread that waits while nobody takes them.
 */
final class LearningRun implements SplitRun {
  private static final int CHUNK = 4096;
  private static final int CHUNKS = 4;
  private static final long WAKE_UP_MILLIS = 20;

  private final ExportSplit.Learning split;
  private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS);
  private final Thread thread;

  /** Identities; the last chunk says how the reading ended. */
  private record Chunk(List<Identity> identities, boolean last, Throwable error) {}

  /** The run was closed while its part was read. */
  private static final class ClosedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  LearningRun(ExportSplit.Learning split, KnownIdentities known) {
    this.split = split;
    this.thread = new NamedThreads("guardlake-learning").newThread(() -> readAll(known));
    thread.start();
  }

  private void readAll(KnownIdentities known) {
    List<Identity> identities = new ArrayList<>();
    Throwable error = null;

    try {
      known.read(split.part(), identity -> give(identities, identity));
    } catch (ClosedException e) {
      return;
    } catch (IOException | RuntimeException | Error e) {
      error = e;
    }

    put(new Chunk(List.copyOf(identities), true, error));
  }

  private void give(List<Identity> identities, Identity identity) {
    identities.add(identity);

    if (identities.size() == CHUNK) {
      put(new Chunk(List.copyOf(identities), false, null));
      identities.clear();
    }
  }

  private void put(Chunk chunk) {
    try {
      chunks.put(chunk);
    } catch (InterruptedException e) {
      throw new ClosedException();
    }
  }

  @Override
  public void read(RecordBatch batch, BooleanSupplier wokenUp) throws IOException {
    Chunk chunk = null;

    while (chunk == null) {
      chunk = poll();

      if (chunk == null && wokenUp.getAsBoolean()) {
        return;
      }
    }

    if (chunk.error() != null) {
      throw new IOException(
          "What the table has in " + split.part() + " could not be read: " + chunk.error(),
          chunk.error());
    }

    chunk.identities().forEach(identity -> batch.add(new ExportRecord.Known(identity)));

    if (chunk.last()) {
      batch.finish();
    }
  }

  private Chunk poll() throws IOException {
    try {
      return chunks.poll(WAKE_UP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Learning was interrupted");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
