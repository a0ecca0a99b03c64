package io.guardlake.cli.demo;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ProgressLine;
import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.cli.query.ResultFormat;
import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.pipeline.Pipeline;
import io.guardlake.jobs.run.LocalRun;
import io.guardlake.jobs.run.RunSummary;
import io.guardlake.sandbox.aws.SandboxAws;
import io.guardlake.sandbox.aws.world.Knobs;
import io.guardlake.sandbox.aws.world.VirtualClock;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.generator.Truth;
import io.guardlake.sandbox.s3.SandboxS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The demo: an export bucket fills, findings stream into a table, and the table answers. */
public final class Demo {
  /** Of the tables that answers are shown in. */
  private static final int WIDTH = 100;

  private static final String BUCKET = "guardlake-demo-export";
  private static final String PREFIX = "guardduty/";
  private static final Duration EXPORT_TIME = Duration.ofSeconds(6);
  private static final int DAYS = 3;
  private static final long SEED = 20260101;

  private final Path directory;
  private final boolean kept;
  private final int findings;
  private final Console console;

  private Demo(Path directory, boolean kept, int findings, Console console) {
    this.directory = directory;
    this.kept = kept;
    this.findings = findings;
    this.console = requireNonNull(console, "console is null");
  }

  /** A demo that leaves nothing behind. */
  public static Demo temporary(int findings, Console console) throws IOException {
    return new Demo(Files.createTempDirectory("guardlake-demo-"), false, findings, console);
  }

  /**
   * A demo whose table stays.
   *
   * @throws UsageException if there is something in the directory
   */
  public static Demo keptIn(Path directory, int findings, Console console) throws IOException {
    if (Files.exists(directory)) {
      throw new UsageException(
          "%s is there already, from an earlier demo perhaps. Remove it, or go on asking it: guardlake query --output %s \"...\""
              .formatted(directory, output(directory)));
    }

    return new Demo(Files.createDirectories(directory), true, findings, console);
  }

  /** Runs the demo; says whether the table holds exactly what was generated. */
  public boolean run() throws Exception {
    try (SandboxS3 s3 = SandboxS3.start();
        SandboxAws aws = SandboxAws.start(s3, VirtualClock.running(1), new Knobs(), 0);
        DemoPage page = DemoPage.start()) {
      useEndpoint(s3);
      say(
          ("1. AWS is up on this machine: S3 at %s, in a process of its own, and GuardDuty, KMS,"
                  + " Organizations and more at %s.")
              .formatted(s3.endpoint(), aws.endpoint()));
      GeneratorSettings generator = generator();
      String applied = new DemoSetup(aws, directory).apply(BUCKET, generator.regions());
      say("2. The export is set up from a plan, as guardlake setup does it: %s".formatted(applied));
      say(
          ("3. GuardDuty's part: %,d findings, and updates of them, go through that setup to"
                  + " s3://%s/%s as small gzip objects, encrypted with the key.")
              .formatted(findings, BUCKET, PREFIX));
      DemoExport export = new DemoExport(aws.exporter(), generator, EXPORT_TIME);
      CompletableFuture<Truth> exporting = export.start();
      say(
          "4. Guardlake's part: Flink reads them as they come, drops repeats, and commits Parquet"
              + " by severity and day. Alerts of critical findings go to this terminal, five at"
              + " most.");
      say(
          "   Alerts of serious ones go to a webhook; watch them arrive while the demo runs: %s"
              .formatted(page.address()));
      RunSummary summary = ingest(page);
      say(
          "   %,d objects read, %,d versions of findings written in %,d Parquet files, in %.0f s."
              .formatted(
                  summary.objects(),
                  summary.versionsWritten(),
                  summary.files(),
                  summary.seconds()));
      say("   %,d alerts arrived at the webhook.".formatted(page.arrived()));
      return answer(DemoExport.truthOf(exporting));
    } finally {
      if (!kept) {
        delete(directory);
      }
    }
  }

  private GeneratorSettings generator() {
    return GeneratorSettings.endingOn(LocalDate.now(Clock.systemUTC()).minusDays(1))
        .withFindings(findings)
        .withMeanUpdates(1)
        .withDays(DAYS)
        .withSeed(SEED)
        .withPrefix(PREFIX);
  }

  private RunSummary ingest(DemoPage page) throws Exception {
    Map<String, String> options =
        Map.of(
            "source",
            "s3://" + BUCKET + "/" + PREFIX,
            "output",
            output(directory),
            "state",
            directory.resolve("state").toUri().toString(),
            "look-back",
            (DAYS + 1) + "d",
            "poll",
            "1s",
            "checkpoint-interval",
            "4s",
            "stop-when-idle",
            "3s",
            "parallelism",
            "2",
            "alerts",
            DemoAlerts.write(directory, page.webhook()).toString());
    JobSettings settings =
        JobSettings.of(OptionValues.resolve(JobKind.INGEST, options, Map.of(), Map.of()));

    try (LocalRun run = LocalRun.start(settings)) {
      return run.await(new ProgressLine(console));
    }
  }

  private boolean answer(Truth truth) throws Exception {
    JobSettings settings =
        JobSettings.of(
            OptionValues.resolve(
                JobKind.BACKFILL,
                Map.of("source", "s3://" + BUCKET, "output", output(directory)),
                Map.of(),
                Map.of()));

    try (LocalDatabase database = LocalDatabase.open(Pipeline.catalog(settings))) {
      List<String> differences = DemoCheck.differences(database, truth);
      differences.forEach(difference -> say("   WRONG: %s".formatted(difference)));

      if (!differences.isEmpty()) {
        return false;
      }

      say(
          ("5. Checked against the generator's own count: %,d findings in %,d versions, each once;"
                  + " every severity agrees.")
              .formatted(truth.distinct(), truth.versions()));
      say("\n6. The table by severity:\n");
      ask(database, DemoQuestion.BY_SEVERITY);

      for (DemoQuestion question : DemoQuestion.EXAMPLES) {
        say("%n%s%n%n%s%n".formatted(question.title(), question.sql().indent(2).stripTrailing()));
        ask(database, question.sql());
      }
    }

    sayWhatNext();
    return true;
  }

  private void ask(LocalDatabase database, String sql) {
    console.result(ResultFormat.TABLE.render(database.ask(sql), WIDTH).stripTrailing());
  }

  private void sayWhatNext() {
    if (kept) {
      say("%nThe table is in %s. Ask it anything:".formatted(directory.toAbsolutePath()));
      say(
          ("  ./guardlake query --output %s \"select finding_type, count(*) from findings_latest"
                  + " group by all order by 2 desc\"")
              .formatted(output(directory)));
    } else {
      say("%nThe table was in %s and is gone now; --keep keeps it.".formatted(directory));
    }

    say("Your own export, or a copy of it:");
    say("  ./guardlake backfill --source s3://YOUR-BUCKET --output file:///tmp/lake");
  }

  private static String output(Path directory) {
    return directory.toAbsolutePath().resolve("lake").toUri().toString();
  }

  /** The AWS SDK reads these where its environment has nothing else to say. */
  private static void useEndpoint(SandboxS3 s3) {
    System.setProperty("aws.endpointUrlS3", s3.endpoint().toString());
    System.setProperty("aws.accessKeyId", s3.accessKeyId());
    System.setProperty("aws.secretAccessKey", s3.secretAccessKey());
    System.setProperty("aws.region", s3.region());
  }

  private void say(String text) {
    console.result(text);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
