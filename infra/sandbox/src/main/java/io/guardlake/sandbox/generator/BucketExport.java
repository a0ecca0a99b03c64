package io.guardlake.sandbox.generator;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.s3.ExportBucket;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An export into a bucket, several puts at a time; {@link #put} waits while as many as allowed are
 * under way. S3 sets last-modified times itself, so the export time is not kept.
 */
public final class BucketExport implements ExportSink {
  private static final int PARALLEL_PUTS = 16;
  private static final long CLOSE_SECONDS = 30;

  private final ExportBucket bucket;
  private final ExecutorService executor;
  private final Semaphore permits = new Semaphore(PARALLEL_PUTS);
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  public BucketExport(ExportBucket bucket) {
    this.bucket = requireNonNull(bucket, "bucket is null");
    executor =
        Executors.newFixedThreadPool(
            PARALLEL_PUTS,
            task -> {
              Thread thread = new Thread(task, "export-put");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void put(String key, byte[] content, Instant exportedAt) throws IOException {
    acquire(1);

    try {
      throwFailure();
      executor.execute(() -> putNow(key, content));
    } catch (IOException | RuntimeException notStarted) {
      permits.release();
      throw notStarted;
    }
  }

  @Override
  public void flush() throws IOException {
    acquire(PARALLEL_PUTS);
    permits.release(PARALLEL_PUTS);
    throwFailure();
  }

  @Override
  public void close() throws IOException {
    executor.shutdown();

    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void putNow(String key, byte[] content) {
    try {
      bucket.put(key, content);
    } catch (RuntimeException notPut) {
      failure.compareAndSet(null, notPut);
    } finally {
      permits.release();
    }
  }

  private void acquire(int count) throws IOException {
    try {
      permits.acquire(count);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(
          "Interrupted while putting objects into the bucket " + bucket.bucket() + ".",
          interrupted);
    }
  }

  private void throwFailure() throws IOException {
    RuntimeException cause = failure.get();

    if (cause != null) {
      throw new IOException(
          "Could not put an object into the bucket " + bucket.bucket() + ".", cause);
    }
  }
}
