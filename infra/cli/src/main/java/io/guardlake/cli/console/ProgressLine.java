package io.guardlake.cli.console;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.run.RunProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows how a run is doing: one line that is written over on a terminal, a line now and then
 * elsewhere.
 */
public final class ProgressLine implements Consumer<RunProgress> {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int BAR_WIDTH = 30;

  private final Console console;
  private long lastLine = System.nanoTime();

  public ProgressLine(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public void accept(RunProgress progress) {
    if (console.interactive()) {
      String end = progress.done() ? "\u001b[K\n" : "\u001b[K\r";
      console.messages().print(bar(progress) + text(progress) + end);
      console.messages().flush();
      return;
    }

    if (progress.done() || System.nanoTime() - lastLine >= PAUSE.toNanos()) {
      lastLine = System.nanoTime();
      console.message(text(progress));
    }
  }

  private static String bar(RunProgress progress) {
    if (progress.discovered() == 0) {
      return "";
    }

    int filled = (int) (BAR_WIDTH * progress.read() / Math.max(progress.discovered(), 1));
    int bounded = Math.min(filled, BAR_WIDTH);
    return "[" + "#".repeat(bounded) + ".".repeat(BAR_WIDTH - bounded) + "] ";
  }

  private static String text(RunProgress progress) {
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d objects read, %,d versions written, %,d repeats, %,d in quarantine, %,d files",
        progress.phase(),
        progress.read(),
        progress.discovered(),
        progress.versionsWritten(),
        progress.duplicatesDropped(),
        progress.quarantined(),
        progress.files());
  }
}
