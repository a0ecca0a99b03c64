package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.ShellWords;
import io.guardlake.cli.query.FileCache;
import io.guardlake.jobs.erase.EraseSettings;
import io.guardlake.jobs.erase.EraseSummary;
import io.guardlake.jobs.erase.EraseSummary.TableSummary;
import io.guardlake.jobs.erased.Tombstone;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that an erasure leaves where it cannot or must not reach.
 *
 * @param what a sentence
 * @param commands what removes it, to be looked at and run by hand
 */
record Remains(String what, List<String> commands) {
  Remains {
    requireNonNull(what, "what is null");
    commands = List.copyOf(commands);
  }

  /** All that remains after an erasure. */
  static List<Remains> of(EraseSummary summary) {
    List<Remains> all = new ArrayList<>();
    snapshots(summary, all);
    unlisted(summary, all);
    export(summary, all);
    mentions(summary, all);
    all.add(
        new Remains(
            "Checkpoints and savepoints under --state hold a 128-bit hash of each finding's"
                + " identity, and no row. They go with the state; a new one learns only what the"
                + " table has.",
            List.of()));
    all.add(
        new Remains(
            "Answers that Athena stored in its workgroup's result location, and CSV, JSON and HTML"
                + " files that query and report wrote.",
            List.of(
                "aws athena get-work-group --work-group NAME"
                    + " --query WorkGroup.Configuration.ResultConfiguration.OutputLocation")));
    all.add(
        new Remains(
            "Copies of data files that query and report made of outputs on S3, on each machine they"
                + " ran on.",
            List.of("rm -r -- " + ShellWords.quoted(FileCache.root().toString()))));
    all.add(
        new Remains(
            "Alerts already sent, and what GuardDuty itself keeps for 90 days.", List.of()));
    return all;
  }

  private static void snapshots(EraseSummary summary, List<Remains> all) {
    List<String> tables =
        summary.tables().stream()
            .filter(table -> table.snapshotsLeft() > 0)
            .map(table -> "%s (%d)".formatted(table.table(), table.snapshotsLeft()))
            .toList();

    if (!tables.isEmpty()) {
      all.add(
          new Remains(
              "Older snapshots still list files with the rows, until compact expires them after its"
                  + " grace: "
                  + String.join(", ", tables)
                  + ".",
              List.of(again(summary.settings()) + " --expire-snapshots")));
    }
  }

  private static void unlisted(EraseSummary summary, List<Remains> all) {
    int files = summary.tables().stream().mapToInt(TableSummary::unlistedFiles).sum();

    if (files > 0) {
      all.add(
          new Remains(
              ("%d data files that no snapshot lists, of jobs at work or killed, may hold such rows."
                      + " What a job still commits is cleaned before; the rest compact removes as"
                      + " orphans, once older than its grace.")
                  .formatted(files),
              List.of(
                  "guardlake compact --output "
                      + ShellWords.quoted(summary.settings().catalog().warehouse()))));
    }
  }

  private static void export(EraseSummary summary, List<Remains> all) {
    if (summary.sources().isEmpty()) {
      all.add(
          new Remains(
              "The export it was read from, if it is still there: this run erased no row that could"
                  + " tell where.",
              List.of()));
      return;
    }

    boolean account = summary.settings().target().kind() == Tombstone.Kind.ACCOUNT;
    List<String> commands =
        summary.sources().stream().map(source -> removal(source, account)).toList();
    all.add(
        new Remains(
            "The export it was read from"
                + (summary.moreSources() ? ", of which these are the first" : "")
                + ". In a bucket with versioning, older versions stay (aws s3api"
                + " list-object-versions).",
            commands));
  }

  private static void mentions(EraseSummary summary, List<Remains> all) {
    String id = summary.settings().target().id();
    all.add(
        new Remains(
            "Findings of others that mention it, such as attack sequences; they are theirs.",
            List.of(
                "guardlake query --output "
                    + ShellWords.quoted(summary.settings().catalog().warehouse())
                    + " "
                    + ShellWords.quoted(
                        "select account_id, region, finding_id, finding_type from findings where"
                            + " finding_json like '%"
                            + id.replace("'", "''")
                            + "%'"))));
  }

  private static String removal(String source, boolean account) {
    boolean prefix = account && source.endsWith("/");

    if (source.startsWith("s3://")) {
      return "aws s3 rm " + (prefix ? "--recursive " : "") + ShellWords.quoted(source);
    }

    String path = source.replaceFirst("^file:(//)?", "");
    return "rm " + (prefix ? "-r " : "") + "-- " + ShellWords.quoted(path);
  }

  private static String again(EraseSettings settings) {
    return "guardlake erase --output %s --%s %s"
        .formatted(
            ShellWords.quoted(settings.catalog().warehouse()),
            settings.target().kind().code(),
            ShellWords.quoted(settings.target().id()));
  }
}
