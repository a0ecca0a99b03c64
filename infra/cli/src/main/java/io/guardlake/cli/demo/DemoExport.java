package io.guardlake.cli.demo;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.guardduty.Exporter;
import io.guardlake.sandbox.generator.ExportObject;
import io.guardlake.sandbox.generator.ExportStream;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.generator.Truth;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the demo's bucket as GuardDuty would, only faster: an export's days in a few seconds. */
final class DemoExport {
  private static final int WAVES = 20;
  private static final Pattern REGION = Pattern.compile("/GuardDuty/([^/]+)/");

  private final Exporter exporter;
  private final ExportStream objects;
  private final Duration duration;

  /**
   * @param duration how long the export is to take, about
   */
  DemoExport(Exporter exporter, GeneratorSettings settings, Duration duration) {
    this.exporter = requireNonNull(exporter, "exporter is null");
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

  /** GuardDuty of the region that the object is of writes it, if it has been set up to. */
  private void publish(ExportObject object) {
    Matcher region = REGION.matcher(object.key());

    if (!region.find() || !exporter.publish(region.group(1), object.key(), object.content())) {
      throw new IllegalStateException(
          "The setup does not let GuardDuty write %s.".formatted(object.key()));
    }
  }

  private Truth fill() throws InterruptedException {
    long linesAWave = Math.max(1, objects.totalLines() / WAVES);
    long pause = duration.toMillis() / WAVES;
    long lines = 0;

    while (objects.hasNext()) {
      ExportObject object = objects.next();
      publish(object);
      long before = lines / linesAWave;
      lines += object.lines();

      if (lines / linesAWave > before) {
        Thread.sleep(pause);
      }
    }

    return objects.truth();
  }
}
