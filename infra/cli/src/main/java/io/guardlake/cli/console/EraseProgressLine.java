package io.guardlake.cli.console;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.erase.EraseListener;
import java.time.Duration;
import java.util.Locale;

/** Shows how an erasure goes on: a line for each step, and now and then one for files. */
public final class EraseProgressLine implements EraseListener {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Console console;
  private long lastLine = System.nanoTime();

  public EraseProgressLine(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public void progress(Step step, String table, int done, int all) {
    if (step == Step.FILE_DONE && System.nanoTime() - lastLine < PAUSE.toNanos()) {
      return;
    }

    lastLine = System.nanoTime();
    String what =
        switch (step) {
          case TOMBSTONE_WRITTEN -> "tombstone written";
          case FENCE_RAISED -> "writers told";
          case FILE_DONE -> String.format(Locale.ROOT, "%,d of %,d files looked at", done, all);
          case TABLE_COMMITTED -> "rows erased";
          case MANIFESTS_REWRITTEN -> "manifests written anew";
          case SNAPSHOTS_EXPIRED -> "older snapshots expired";
        };
    console.message(table + ": " + what);
  }
}
