package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.CompactProgressLine;
import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.compact.CompactSettings;
import io.guardlake.jobs.compact.CompactSummary;
import io.guardlake.jobs.compact.Compaction;
import io.guardlake.jobs.config.DurationText;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.table.CatalogSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guardlake compact}. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description =
        "Merges the small files of closed days, sorted, writes findings_latest_snapshot anew, expires"
            + " old snapshots and removes orphaned files. May run beside ingest and be killed at any"
            + " point; days without new files are left alone.",
    footer = {"", "Example:", "  guardlake compact --output file:///data/lake --retain 400"})
final class CompactCommand implements Callable<Integer> {
  /** A reader or a checkpoint may well take so long. */
  private static final Duration SAFE_GRACE = Duration.ofHours(1);

  private final Console console;

  @Option(names = "--output", required = true, paramLabel = "URI", description = "The warehouse.")
  private String output;

  @Option(
      names = "--catalog",
      paramLabel = "CATALOG",
      description = "sqlite, glue, rest:URI or jdbc:URL. Left out: the output's default.")
  private String catalog;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "guardlake",
      description = "The namespace of the tables. Default: guardlake.")
  private String database;

  @Option(
      names = "--before",
      paramLabel = "YYYY-MM-DD",
      description = "Days before this one are closed and compacted. Default: today, UTC.")
  private LocalDate before;

  @Option(
      names = "--retain",
      paramLabel = "DAYS",
      description =
          "Drop whole days older than so many from findings and quarantine. Left out: keep all.")
  private Integer retain;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description =
          "Keep replaced snapshots and unreferenced files so long, for readers, and for writers that"
              + " go on from a savepoint. Default: 7d.")
  private String grace;

  @Option(names = "--json", description = "Print the result as one line of JSON.")
  private boolean json;

  CompactCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public Integer call() throws Exception {
    CompactSettings settings = CompactSettings.of(catalogSettings(), before, retain, grace(grace));
    LocalFiles.initialize(output);
    CompactSummary summary = Compaction.run(settings, new CompactProgressLine(console));
    console.result(json ? CompactText.json(summary) : CompactText.sentences(summary));
    return ExitCode.DONE.number();
  }

  private CatalogSettings catalogSettings() {
    try {
      return CatalogSettings.parse(catalog, output, database);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private Duration grace(String text) {
    Duration parsed =
        DurationText.parse(text)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--grace is '%s'; it must be %s.".formatted(text, DurationText.WANTED)));

    if (parsed.compareTo(SAFE_GRACE) < 0) {
      console.message(
          "guardlake: --grace %s is so short that readers and writers at work now may lose files they need."
              .formatted(text));
    }

    return parsed;
  }
}
