package io.guardlake.cli.setup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.archived.ArchivedFinding;
import io.guardlake.jobs.archived.ArchivedStore;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.setup.run.Setup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code guardlake setup archived}. */
@Command(
    name = "archived",
    mixinStandardHelpOptions = true,
    description = {
      "Asks GuardDuty of every region which findings are archived now, and replaces the table"
          + " archived",
      "by them. The export cannot say: GuardDuty exports no archived findings."
    },
    footer = {
      "",
      "Example:",
      "  guardlake setup archived --config setup.yaml --output file:///data/lake",
      "  guardlake query --output file:///data/lake \"select * from findings_latest f where not"
          + " exists",
      "    (select 1 from archived a where a.account_id = f.account_id and a.region = f.region",
      "     and a.finding_id = f.finding_id)\""
    })
final class ArchivedCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SetupOptions options;
  @Mixin private OutputOptions output;

  ArchivedCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    List<ArchivedFinding> archived = new ArrayList<>();
    Instant asOf = Instant.now();
    SortedMap<String, String> failed;

    try (Setup setup = options.open(console, new StopRequest())) {
      failed =
          setup
              .findings()
              .archived(
                  setup.chosenRegions(),
                  finding ->
                      archived.add(
                          new ArchivedFinding(
                              finding.account(),
                              finding.region(),
                              finding.id(),
                              finding.updatedAt())));
    }

    if (!failed.isEmpty()) {
      failed.forEach((region, why) -> console.message("%s: %s".formatted(region, why)));
      console.message(
          "The table is as it was: without %s it would say of archived findings that they are not."
              .formatted(String.join(", ", failed.keySet())));
      return ExitCode.FAILED.number();
    }

    try (OpenCatalog catalog = output.open()) {
      ArchivedStore.replace(catalog, archived, asOf);
    }

    console.result(
        options.json()
            ? JsonNodeFactory.instance
                .objectNode()
                .put("formatVersion", 1)
                .put("archived", archived.size())
                .put("asOf", asOf.toString())
                .toString()
            : "%d findings are archived".formatted(archived.size()));
    return ExitCode.DONE.number();
  }
}
