package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.cli.report.ReportData;
import io.guardlake.cli.report.ReportPage;
import io.guardlake.cli.report.ReportPeriod;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.table.CatalogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guardlake report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Writes a report on the last days as one HTML file that needs nothing else: totals and trend,"
            + " what and where, each critical finding's story, and how good the data is.",
    footer = {
      "",
      "Samples are left out. The file holds what findings say: send it as you would send them.",
      "",
      "Example:",
      "  guardlake report --output file:///data/lake --html november.html --days 30"
    })
final class ReportCommand implements Callable<Integer> {
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
      names = "--html",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; one that is there is replaced.")
  private Path html;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "The last so many days, today included. Default: 30.")
  private int days;

  ReportCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public Integer call() throws Exception {
    CatalogSettings settings = settings();
    ReportPeriod period = period();
    LocalFiles.initialize(output);

    try (LocalDatabase tables = LocalDatabase.open(settings)) {
      String page = ReportPage.of(ReportData.read(tables, settings.warehouse(), period));
      write(page);
      console.result(
          String.format(
              Locale.ROOT,
              "Wrote %s: %s to %s, %.1f MB.",
              html,
              period.first(),
              period.last(),
              Files.size(html) / 1e6));
    }

    return ExitCode.DONE.number();
  }

  private CatalogSettings settings() {
    try {
      return CatalogSettings.parse(catalog, output, database);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private ReportPeriod period() {
    try {
      return ReportPeriod.ofLast(days, Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Whole or not at all: a report that is half there looks like a good one. */
  private void write(String page) throws IOException {
    Path absolute = html.toAbsolutePath();
    Path directory = absolute.getParent();

    if (directory == null || !Files.isDirectory(directory)) {
      throw new UsageException("--html is %s; its directory does not exist.".formatted(html));
    }

    Path part = Files.createTempFile(directory, ".guardlake-report-", ".part");

    try {
      Files.writeString(part, page);
      Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
