package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.console.TerminalWidth;
import io.guardlake.cli.query.Answer;
import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.cli.query.ResultFormat;
import io.guardlake.jobs.config.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guardlake quarantine list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists what is open in quarantine: by reason, day or object how much it is, or row by row.",
    footer = {
      "",
      "Example:",
      "  guardlake quarantine list --output file:///data/lake --reason kms_denied --by row"
    })
final class QuarantineListCommand implements Callable<Integer> {
  /** What a line of the list stands for. */
  enum By {
    REASON,
    DAY,
    OBJECT,
    ROW
  }

  private final Console console;

  @Mixin private LakeOptions lake;
  @Mixin private QuarantineFilter filter;

  @Option(
      names = "--by",
      paramLabel = "reason|day|object|row",
      defaultValue = "reason",
      description = "What a line of the list stands for. Default: reason.")
  private By by;

  @Option(
      names = "--all",
      description = "List rows too that a replay has settled, with what became of them.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many lines, the newest or largest first. Default: 50.")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json. Default: table.")
  private ResultFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  QuarantineListCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw new UsageException("--limit is %d; it must be at least 1.".formatted(limit));
    }

    ResultFormat chosen = json ? ResultFormat.JSON : format;

    try (LocalDatabase tables = LocalDatabase.open(lake.open())) {
      QuarantineQueries queries = new QuarantineQueries(all, filter.sql());
      Answer answer = tables.ask(queries.list(by, limit, chosen == ResultFormat.TABLE));
      console.result(chosen.render(answer, TerminalWidth.columns()).stripTrailing());

      if (answer.result().rows().size() == limit) {
        long rows = (Long) tables.query(queries.count()).rows().get(0).get(0);
        console.message(
            "There may be more: these are %,d lines of %,d rows in all. --limit N shows more, --from, --to, --reason and --object fewer."
                .formatted(limit, rows));
      }
    }

    return ExitCode.DONE.number();
  }
}
