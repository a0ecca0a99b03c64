package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.cli.query.QueryResult;
import io.guardlake.cli.query.ResultFormat;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.schemas.queries.BoundQuery;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guardlake query}. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description =
        "Answers SQL over the tables of an output, with DuckDB on this machine. Reads just the files"
            + " that the tables' current snapshots list.",
    footer = {
      "",
      "Tables: findings (every version once), findings_latest (one row a finding),",
      "findings_latest_snapshot (the same as of the last compact), quarantine,",
      "quarantine_open (what no replay has settled), quarantine_settled,",
      "drift (fields that no column could take, with how often and an example),",
      "accounts, findings_with_accounts, findings_ocsf (OCSF 1.1.0).",
      "",
      "Example:",
      "  guardlake query --output file:///data/lake \\",
      "    \"select severity, count(*) from findings_latest group by severity\"",
      "  guardlake query --output file:///data/lake --saved critical_recent --param days=30"
    })
final class QueryCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SavedQueryOptions saved = new SavedQueryOptions();

  @Option(
      names = "--output",
      paramLabel = "URI",
      description = "The warehouse. Only --list and --print do without.")
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
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json. Default: table.")
  private ResultFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "SQL", description = "The question.")
  private String sql;

  QueryCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  private CatalogSettings settings() {
    try {
      return CatalogSettings.parse(catalog, output, database);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  @Override
  public Integer call() throws Exception {
    saved.check(sql);
    ResultFormat chosen = json ? ResultFormat.JSON : format;

    if (saved.isList()) {
      console.result(chosen.render(SavedQueryOptions.listed()));
      return ExitCode.DONE.number();
    }

    if (saved.isPrint()) {
      console.result(saved.bound().literalText());
      return ExitCode.DONE.number();
    }

    if (output == null) {
      throw new UsageException("query needs --output URI, the warehouse to ask.");
    }

    if (saved.isSaved()) {
      return answerSaved(saved.bound().prepared(), chosen);
    }

    if (sql == null || sql.isBlank()) {
      throw new UsageException(
          "query needs a question: guardlake query --output "
              + output
              + " \"select severity, count(*) from findings_latest group by severity\"");
    }

    LocalFiles.initialize(output);

    try (LocalDatabase tables = LocalDatabase.open(settings())) {
      QueryResult result = tables.query(sql);
      console.result(chosen.render(result));
    }

    return ExitCode.DONE.number();
  }

  private Integer answerSaved(BoundQuery.Statement statement, ResultFormat chosen)
      throws Exception {
    LocalFiles.initialize(output);

    try (LocalDatabase tables = LocalDatabase.open(settings())) {
      console.result(chosen.render(tables.query(statement.sql(), statement.values())));
    }

    return ExitCode.DONE.number();
  }
}
