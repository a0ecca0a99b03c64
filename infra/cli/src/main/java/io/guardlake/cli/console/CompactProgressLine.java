package io.guardlake.cli.console;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.compact.CompactListener;
import io.guardlake.jobs.compact.CompactStep;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how a compaction goes on: one line that is written over on a terminal, a line for each
 * change and now and then in between elsewhere.
 */
public final class CompactProgressLine implements CompactListener {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Console console;
  private long lastLine = System.nanoTime();

  public CompactProgressLine(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public void progress(CompactStep step, String table, int done, int all) {
    String text = text(step, table, done, all);

    if (console.interactive()) {
      boolean last = step == CompactStep.ORPHANS_REMOVED;
      console.messages().print(text + "\u001b[K" + (last ? "\n" : "\r"));
      console.messages().flush();
      return;
    }

    boolean often = step == CompactStep.GROUP_WRITTEN || step == CompactStep.ORPHANS_LISTED;

    if (!often || System.nanoTime() - lastLine >= PAUSE.toNanos()) {
      lastLine = System.nanoTime();
      console.message(text);
    }
  }

  private static String text(CompactStep step, String table, int done, int all) {
    String what =
        switch (step) {
          case LEASE_TAKEN -> "this process is the one that compacts";
          case OLD_DAYS_DROPPED -> "old days dropped";
          case GROUP_WRITTEN -> "partitions merged";
          case GROUPS_COMMITTED -> "partitions merged and committed";
          case LATEST_WRITTEN -> "current state written";
          case LATEST_COMMITTED -> "current state committed";
          case SNAPSHOTS_EXPIRED -> "snapshots expired";
          case ORPHANS_LISTED -> "orphans found";
          case ORPHANS_REMOVED -> "cleaned";
        };
    boolean counted = step == CompactStep.GROUP_WRITTEN || step == CompactStep.GROUPS_COMMITTED;
    return counted
        ? String.format(Locale.ROOT, "%s: %,d of %,d %s", table, done, all, what)
        : String.format(Locale.ROOT, "%s: %s", table, what);
  }
}
