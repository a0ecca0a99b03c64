package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.TerminalWidth;
import io.guardlake.cli.query.Answer;
import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.cli.query.QueryShell;
import io.guardlake.cli.query.ResultFormat;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.schemas.queries.BoundQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
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
      "erased (what was erased and is never taken in again),",
      "accounts, findings_with_accounts, findings_ocsf (OCSF 1.1.0).",
      "",
      "Without SQL: a shell on a terminal, else the SQL is read from standard input.",
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
      description = "table, vertical, csv or json. Default: table.")
  private ResultFormat format;

  @Option(
      names = {"-x", "--vertical"},
      description = "The same as --format vertical: a line a cell, nothing cut.")
  private boolean vertical;

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

    if (saved.isList()) {
      answer(new Answer(SavedQueryOptions.listed(), 0, 0, 0));
      return ExitCode.DONE.number();
    }

    if (saved.isPrint()) {
      console.result(saved.bound().literalText());
      return ExitCode.DONE.number();
    }

    if (output == null) {
      throw new UsageException("query needs --output URI, the warehouse to ask.");
    }

    CatalogSettings settings = settings();
    boolean shell = !saved.isSaved() && sql == null && TerminalWidth.isTerminal();
    LocalFiles.initialize(output);

    try (LocalDatabase tables = LocalDatabase.open(settings)) {
      if (shell) {
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
          new QueryShell(tables, terminal, QueryShell.historyFile(), chosen()).run();
        }
      } else {
        answer(ask(tables));
      }
    }

    return ExitCode.DONE.number();
  }

  private Answer ask(LocalDatabase tables) throws IOException {
    if (saved.isSaved()) {
      BoundQuery.Statement statement = saved.bound().prepared();
      return tables.ask(statement.sql(), statement.values());
    }

    return tables.ask(sql == null ? standardInput() : checked(sql));
  }

  private void answer(Answer answer) throws IOException {
    console.results().print(chosen().render(answer, TerminalWidth.columns()));
    console.results().flush();

    if (chosen() == ResultFormat.CSV) {
      console.message(
          String.format(
              Locale.ROOT,
              "%,d rows, %.2f s, %,d files, %.1f MB read",
              answer.result().rows().size(),
              answer.seconds(),
              answer.files(),
              answer.bytes() / 1e6));
    }
  }

  private ResultFormat chosen() {
    if (json) {
      return ResultFormat.JSON;
    }

    return vertical ? ResultFormat.VERTICAL : format;
  }

  private String standardInput() throws IOException {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);

    return checked(text);
  }

  private String checked(String text) {
    if (text.isBlank()) {
      throw new UsageException(
          "query needs a question: guardlake query --output "
              + output
              + " \"select severity, count(*) from findings_latest group by severity\"");
    }

    return text;
  }
}
