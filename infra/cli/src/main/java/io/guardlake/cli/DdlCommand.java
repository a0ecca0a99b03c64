package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.schemas.athena.AthenaDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guardlake ddl}. */
@Command(
    name = "ddl",
    mixinStandardHelpOptions = true,
    description =
        "Prints the statements that make the views in Athena (engine version 3), each ended by a"
            + " semicolon and an empty line. Athena runs one statement at a time.",
    footer = {
      "",
      "Example:",
      "  guardlake ddl --output s3://my-lake > views.sql",
    })
final class DdlCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--output", required = true, paramLabel = "URI", description = "The warehouse.")
  private String output;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "guardlake",
      description = "The database of the tables. Default: guardlake.")
  private String database;

  @Option(
      names = "--tables",
      description =
          "Print the tables before the views, for those who make them by hand before the first run."
              + " Otherwise ingest and backfill make them.")
  private boolean tables;

  DdlCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public Integer call() {
    CatalogSettings settings = settings();
    List<String> statements = new ArrayList<>();

    if (tables) {
      if (!settings.warehouse().startsWith("s3:")) {
        throw new UsageException(
            "Athena reads tables in S3 only, and --output is %s; leave out --tables."
                .formatted(settings.warehouse()));
      }

      statements.addAll(AthenaDdl.tables(database, settings::tableLocation));
    }

    statements.addAll(AthenaDdl.views(database));
    console.result(String.join(";\n\n", statements) + ";");
    return ExitCode.DONE.number();
  }

  private CatalogSettings settings() {
    try {
      return CatalogSettings.parse(null, output, database);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
