package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.alert.AlertFile;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.account.KnownAccounts;
import io.guardlake.jobs.alert.rehearsal.Rehearsal;
import io.guardlake.jobs.alert.rehearsal.VersionsInOrder;
import io.guardlake.jobs.alert.rule.AlertRules;
import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.run.LocalRun;
import io.guardlake.jobs.table.CatalogSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guardlake alerts test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description =
        "Shows what rules would have done over a history: a table that Guardlake wrote, or an"
            + " export. Nobody is told of anything. Versions are taken in the order in which they"
            + " were updated, at the time at which they were exported.",
    footer = {
      "",
      "Examples:",
      "  guardlake alerts test --rules rules.yaml --input file:///data/lake",
      "  guardlake alerts test --rules rules.yaml --input s3://findings-bucket/guardduty --json"
    })
final class AlertsTestCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--rules", required = true, paramLabel = "FILE", description = "The rules file.")
  private String rules;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "A warehouse, or an export as --source of ingest takes it.")
  private String input;

  @Option(
      names = "--catalog",
      paramLabel = "CATALOG",
      description = "The warehouse's catalog: sqlite, glue, rest:URI or jdbc:URL.")
  private String catalog;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "guardlake",
      description = "The namespace of the warehouse's tables. Default: guardlake.")
  private String database;

  @Option(names = "--json", description = "Print the result as one line of JSON.")
  private boolean json;

  AlertsTestCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public Integer call() throws Exception {
    AlertRules read = AlertFile.read(rules);
    Rehearsal rehearsal = isWarehouse() ? overWarehouse(read) : overExport(read);
    console.result(json ? AlertsText.json(rehearsal) : AlertsText.sentences(rehearsal));
    return ExitCode.DONE.number();
  }

  /** A directory with a catalog in it is a warehouse; on S3 the option says so. */
  private boolean isWarehouse() {
    return catalog != null
        || (input.startsWith("file:")
            && Files.exists(Path.of(URI.create(input)).resolve("catalog.db")));
  }

  /** What is known of accounts is what the warehouse knows. */
  private Rehearsal overWarehouse(AlertRules read) throws IOException {
    LocalFiles.initialize(input);
    CatalogSettings settings = catalogSettings(input, catalog);
    Rehearsal rehearsal = new Rehearsal(read, new KnownAccounts(settings).open());
    VersionsInOrder.read(settings, rehearsal::show);
    return rehearsal;
  }

  /** Versions of an export are put in order by a table of them. */
  private Rehearsal overExport(AlertRules read) throws Exception {
    Rehearsal rehearsal = new Rehearsal(read, AccountInfo::unknown);
    Path directory = Files.createTempDirectory("guardlake-alerts-test");

    try {
      String output = directory.resolve("lake").toUri().toString();
      JobSettings settings =
          JobSettings.of(
              OptionValues.resolve(
                  JobKind.BACKFILL,
                  Map.of("source", input, "output", output),
                  System.getenv(),
                  Map.of()));

      try (LocalRun run = LocalRun.start(settings)) {
        run.await(progress -> {});
      }

      VersionsInOrder.read(catalogSettings(output, null), rehearsal::show);
      return rehearsal;
    } finally {
      delete(directory);
    }
  }

  private CatalogSettings catalogSettings(String warehouse, String kind) {
    try {
      return CatalogSettings.parse(kind, warehouse, database);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
