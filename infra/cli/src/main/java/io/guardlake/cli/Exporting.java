package io.guardlake.cli;

import io.guardlake.sandbox.aws.guardduty.Exporter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Has the sandbox's GuardDuty export what is due, again and again. */
final class Exporting implements AutoCloseable {
  private final ScheduledExecutorService timer;

  private final ScheduledFuture<?> repeated;

  private Exporting(ScheduledExecutorService timer, ScheduledFuture<?> repeated) {
    this.timer = timer;
    this.repeated = repeated;
  }

  static Exporting start(Exporter exporter) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    return new Exporting(
        timer, timer.scheduleWithFixedDelay(exporter::export, 1, 1, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    repeated.cancel(true);
    timer.shutdownNow();
  }
}
