package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.cli.setup.OpenSetup;
import io.guardlake.jobs.accounts.Account;
import io.guardlake.jobs.accounts.AccountsCsv;
import io.guardlake.jobs.accounts.AccountsStore;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.setup.run.Setup;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guardlake accounts}: the names of accounts. */
@Command(
    name = "accounts",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "import",
    description = "Gives the accounts their names, for views, saved queries and reports.",
    footer = {
      "",
      "Example:",
      "  guardlake accounts import --output file:///data/lake --csv accounts.csv"
    })
final class AccountsCommand implements Runnable {
  @Spec private CommandSpec spec;

  private AccountsCommand() {}

  static CommandLine of(Console console) {
    return new CommandLine(new AccountsCommand())
        .addSubcommand(new CommandLine(new Import(console)));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "accounts needs a subcommand: import.");
  }

  /** {@code guardlake accounts import}. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Replaces the table accounts by the accounts of the organization, or of a CSV file. The"
              + " file's first line names the columns: account_id, and any of name, ou_path, state,"
              + " tag:KEY.",
      footer = {
        "",
        "Example:",
        "  guardlake accounts import --output file:///data/lake --from-organization setup.yaml",
        "  guardlake accounts import --output file:///data/lake --csv accounts.csv",
        "with a file such as",
        "  account_id,name,ou_path,state,tag:team",
        "  111122223333,web-prod,Root/Workloads/Prod,ACTIVE,web"
      })
  static final class Import implements Callable<Integer> {
    private final Console console;

    @Option(names = "--output", required = true, paramLabel = "URI", description = "The warehouse.")
    private String output;

    @ArgGroup(multiplicity = "1")
    private Origin origin;

    /** Where the accounts are from. */
    static final class Origin {
      @Option(names = "--csv", paramLabel = "FILE", description = "The accounts, as a file.")
      private Path csv;

      @Option(
          names = "--from-organization",
          arity = "0..1",
          fallbackValue = "setup.yaml",
          paramLabel = "SETUP",
          description =
              "Ask AWS Organizations, by the management account of a setup.yaml, for the accounts'"
                  + " names, organizational units, tags and states.")
      private Path setup;
    }

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

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    Import(Console console) {
      this.console = requireNonNull(console, "console is null");
    }

    @Override
    public Integer call() throws Exception {
      List<Account> accounts =
          origin.csv == null ? ofOrganization(origin.setup) : AccountsCsv.read(origin.csv);
      LocalFiles.initialize(output);

      try (OpenCatalog open = Catalogs.open(settings())) {
        int kept = AccountsStore.replace(open, accounts, Instant.now());
        console.result(json ? jsonText(kept) : text(kept, accounts.size() - kept));
      }

      return ExitCode.DONE.number();
    }

    private List<Account> ofOrganization(Path file) {
      try (Setup setup = OpenSetup.of(file, console)) {
        return setup.accounts().stream()
            .map(
                account ->
                    new Account(
                        account.id(),
                        account.name(),
                        account.path(),
                        account.tags(),
                        account.state()))
            .toList();
      }
    }

    private CatalogSettings settings() {
      try {
        return CatalogSettings.parse(catalog, output, database);
      } catch (IllegalArgumentException e) {
        throw new UsageException(e.getMessage(), e);
      }
    }

    private static String text(int kept, int erased) {
      return kept
          + " accounts imported"
          + (erased > 0 ? "; %d that were erased from this output left out".formatted(erased) : "");
    }

    private static String jsonText(int accounts) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("formatVersion", 1)
          .put("accounts", accounts)
          .toString();
    }
  }
}
