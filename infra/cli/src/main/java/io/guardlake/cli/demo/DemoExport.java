package io.guardlake.cli.demo;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.generator.ExportObject;
import io.guardlake.sandbox.generator.ExportStream;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.generator.Truth;
import io.guardlake.sandbox.s3.ExportBucket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Fills the demo's bucket as GuardDuty would, only faster: an export's days in a few seconds. */
final class DemoExport {
  private static final int WAVES = 20;

  private final ExportBucket bucket;
  private final ExportStream objects;
  private final Duration duration;

  /**
   * @param duration how long the export is to take, about
   */
  DemoExport(ExportBucket bucket, GeneratorSettings settings, Duration duration) {
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.objects = new ExportStream(settings);
    this.duration = requireNonNull(duration, "duration is null");
  }

  /** Starts to fill the bucket; the future gives the truth about what was written. */
  CompletableFuture<Truth> start() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return fill();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demo's export was interrupted", e);
          }
        });
  }

  /** The truth, once everything is written. */
  static Truth truthOf(CompletableFuture<Truth> export) throws InterruptedException {
    try {
      return export.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "The demo's bucket could not be filled: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private Truth fill() throws InterruptedException {
    long linesAWave = Math.max(1, objects.totalLines() / WAVES);
    long pause = duration.toMillis() / WAVES;
    long lines = 0;

    while (objects.hasNext()) {
      ExportObject object = objects.next();
      bucket.put(object.key(), object.content());
      long before = lines / linesAWave;
      lines += object.lines();

      if (lines / linesAWave > before) {
        Thread.sleep(pause);
      }
    }

    return objects.truth();
  }
}
