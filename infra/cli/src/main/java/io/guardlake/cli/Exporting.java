package io.guardlake.cli;

import io.guardlake.sandbox.aws.guardduty.Exporter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has the sandbox's GuardDuty export what is due, again and again. */
final class Exporting implements AutoCloseable {
  private final ScheduledExecutorService timer;

  private Exporting(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  static Exporting start(Exporter exporter) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    timer.scheduleWithFixedDelay(exporter::export, 1, 1, TimeUnit.SECONDS);
    return new Exporting(timer);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
