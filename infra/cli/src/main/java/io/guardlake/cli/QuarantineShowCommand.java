package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.cli.query.QueryResult;
import io.guardlake.jobs.config.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guardlake quarantine show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows one row of quarantine: all that is known of it, what to do, and its bytes, harmless.",
    footer = {
      "",
      "Example:",
      "  guardlake quarantine show --output file:///data/lake 3f2a90c1 --view text"
    })
final class QuarantineShowCommand implements Callable<Integer> {
  private static final int SHORTEST = 4;

  private final Console console;

  @Mixin private LakeOptions lake;

  @Parameters(paramLabel = "ID", description = "The row's quarantine_id, or how it begins.")
  private String id;

  @Option(
      names = "--view",
      paramLabel = "hex|text",
      defaultValue = "hex",
      description = "How the bytes are shown: in hexadecimal, or as text with all else escaped.")
  private ByteView view;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "1024",
      description = "At most so many bytes are shown. Default: 1024.")
  private int most;

  @Option(names = "--json", description = "Print the row as JSON, its bytes in hexadecimal.")
  private boolean json;

  QuarantineShowCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public Integer call() throws Exception {
    if (!id.matches("[0-9a-f]{%d,32}".formatted(SHORTEST)) || most < 0) {
      throw new UsageException(
          most < 0
              ? "--bytes is %d; it must not be negative.".formatted(most)
              : "'%s' is no quarantine_id: give its first %d or more of 32 hexadecimal digits, as guardlake quarantine list --by row shows them."
                  .formatted(id, SHORTEST));
    }

    try (LocalDatabase tables = LocalDatabase.open(lake.open())) {
      Map<String, Object> row = row(tables.query(QuarantineQueries.row(id)));
      console.result(json ? QuarantineRowText.json(row) : QuarantineRowText.lines(row, view, most));
    }

    return ExitCode.DONE.number();
  }

  private Map<String, Object> row(QueryResult found) {
    if (found.rows().size() != 1) {
      throw new UsageException(
          found.rows().isEmpty()
              ? "Quarantine of %s has no row %s; guardlake quarantine list --by row --all lists them."
                  .formatted(lake.output(), id)
              : "Several rows of quarantine begin with %s; give more of the id.".formatted(id));
    }

    Map<String, Object> row = new LinkedHashMap<>();

    for (int i = 0; i < found.columns().size(); i++) {
      row.put(found.columns().get(i), found.rows().get(0).get(i));
    }

    return row;
  }
}
