package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.EraseProgressLine;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.erase.EraseSettings;
import io.guardlake.jobs.erase.EraseSummary;
import io.guardlake.jobs.erase.Erasure;
import io.guardlake.jobs.erased.Tombstone;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.table.CatalogSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guardlake erase}. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Takes all that belongs to an account or a finding out of every table, and keeps it out:"
            + " ingest, backfill, replay and compact refuse it from then on. May run beside ingest"
            + " and be killed at any point; run again, it goes on. Says what remains elsewhere.",
    footer = {
      "",
      "Example:",
      "  guardlake erase --output file:///data/lake --account 111122223333 --dry-run",
      "  guardlake erase --output file:///data/lake --account 111122223333 --expire-snapshots"
    })
final class EraseCommand implements Callable<Integer> {
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

  @ArgGroup(multiplicity = "1")
  private Target target;

  @Option(
      names = "--expire-snapshots",
      description =
          "Expire all older snapshots now, with their files. Queries that are reading one fail. Left"
              + " out: the rows stay in older snapshots until compact expires these.")
  private boolean expire;

  @Option(names = "--dry-run", description = "Count what would be erased, and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as one line of JSON.")
  private boolean json;

  EraseCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  /** What to erase: one of the two. */
  private static final class Target {
    @Option(
        names = "--account",
        required = true,
        paramLabel = "ID",
        description = "The account, as its twelve digits.")
    private String account;

    @Option(
        names = "--finding",
        required = true,
        paramLabel = "ID",
        description = "The finding, as its id in finding_id.")
    private String finding;

    private Tombstone tombstone() {
      return account != null
          ? new Tombstone(Tombstone.Kind.ACCOUNT, account)
          : new Tombstone(Tombstone.Kind.FINDING, finding);
    }
  }

  @Override
  public Integer call() throws Exception {
    EraseSettings settings = settings();
    LocalFiles.initialize(output);
    EraseSummary summary = Erasure.run(settings, new EraseProgressLine(console));
    console.result(json ? EraseText.json(summary) : EraseText.sentences(summary));
    return ExitCode.DONE.number();
  }

  private EraseSettings settings() {
    try {
      return new EraseSettings(
          CatalogSettings.parse(catalog, output, database),
          target.tombstone(),
          dryRun ? EraseSettings.Run.DRY : EraseSettings.Run.REAL,
          expire ? EraseSettings.History.EXPIRE : EraseSettings.History.KEEP,
          user());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static String user() {
    String user = System.getProperty("user.name");

    try {
      return user + "@" + InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return user;
    }
  }
}
