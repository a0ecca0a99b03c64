package io.guardlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.guardlake.cli.console.Console;
import io.guardlake.cli.setup.OpenSetup;
import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobOption;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.run.LocalFiles;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.KnownUpdates;
import io.guardlake.jobs.table.TableIdentities.UpdatedRange;
import io.guardlake.setup.aws.ApiFinding;
import io.guardlake.setup.run.Setup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What GuardDuty's API tells, as objects of an export: a directory that the backfill reads as it
 * reads any export, so that everything that holds for exported findings holds for these. The day of
 * a finding's key is the day of its last update. States that the output has already are left out
 * here, because the API and the export write the same state in different bytes.
 */
final class FromApi implements AutoCloseable {
  static final String OPTION = "--from-api";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  /** Parts of paths, which nobody but AWS chose, and which are checked all the same. */
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,128}");

  private final Path directory;
  private final KnownUpdates known;
  private long findings;
  private long had;
  private boolean complete = true;

  private FromApi(Path directory, KnownUpdates known) {
    this.directory = requireNonNull(directory, "directory is null");
    this.known = requireNonNull(known, "known is null");
  }

  static OptionSpec option() {
    return OptionSpec.builder(OPTION)
        .type(String.class)
        .arity("0..1")
        .paramLabel("SETUP")
        .fallbackValue("setup.yaml")
        .description(
            "Read what GuardDuty's API tells instead of an export: findings of the last 90 days,"
                + " archived ones too, by the accounts and regions of a setup.yaml. For an outage,"
                + " or the time before there was an export.")
        .build();
  }

  /**
   * Downloads what the output does not have.
   *
   * @param arguments of the backfill, of which --from and --to count days of last update
   */
  static FromApi download(Path setupFile, Map<String, String> arguments, Console console)
      throws IOException {
    if (arguments.containsKey(JobOption.SOURCE.key())
        || arguments.containsKey(JobOption.MANIFEST.key())) {
      throw new UsageException(
          OPTION + " asks GuardDuty itself; leave out --source and --manifest.");
    }

    if (arguments.containsKey(JobOption.STATE.key())) {
      throw new UsageException(
          OPTION + " begins anew when it is run again, and adds nothing twice; leave out --state.");
    }

    JobSettings settings = settings(arguments);
    LocalFiles.initialize(settings.output());
    Optional<Instant> from = Optional.ofNullable(settings.from()).map(FromApi::start);
    Optional<Instant> to = Optional.ofNullable(settings.to()).map(day -> start(day.plusDays(1)));
    KnownUpdates known =
        KnownUpdates.in(
            CatalogSettings.parse(settings.catalog(), settings.output(), settings.database()),
            new UpdatedRange(
                from.map(FromApi::micros).orElse(Long.MIN_VALUE),
                to.map(FromApi::micros).orElse(Long.MAX_VALUE)));
    FromApi download = new FromApi(Files.createTempDirectory("guardlake-api-"), known);

    try (Setup setup = OpenSetup.of(setupFile, console)) {
      download.read(setup, from, to, console);
      return download;
    } catch (RuntimeException e) {
      download.close();
      throw e;
    }
  }

  private static JobSettings settings(Map<String, String> arguments) {
    Map<String, String> any = new HashMap<>(arguments);
    any.put(JobOption.SOURCE.key(), "file:///");
    return JobSettings.of(OptionValues.resolve(JobKind.BACKFILL, any, System.getenv(), Map.of()));
  }

  private void read(Setup setup, Optional<Instant> from, Optional<Instant> to, Console console) {
    SortedSet<String> regions = setup.chosenRegions();
    SortedMap<String, String> failed = setup.findings().updated(regions, from, to, this::keep);
    failed.forEach((region, why) -> console.message("%s: %s".formatted(region, why)));
    complete = failed.isEmpty();
    console.message(
        "GuardDuty told of %d findings in %d of %d regions; %d are in the output already."
            .formatted(findings + had, regions.size() - failed.size(), regions.size(), had));
  }

  private void keep(ApiFinding finding) {
    if (known.has(finding.account(), finding.region(), finding.id(), micros(finding.updatedAt()))) {
      had++;
      return;
    }

    Path file = directory.resolve(key(finding));

    try {
      Files.createDirectories(file.getParent());

      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write((finding.line() + "\n").getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written.".formatted(file), e);
    }

    findings++;
  }

  private static String key(ApiFinding finding) {
    if (!ACCOUNT.matcher(finding.account()).matches()
        || !NAME.matcher(finding.region()).matches()
        || !NAME.matcher(finding.id()).matches()) {
      throw new IllegalStateException(
          "GuardDuty told of a finding whose account, region or id is none: \"%s\", \"%s\", \"%s\"."
              .formatted(finding.account(), finding.region(), finding.id()));
    }

    return "AWSLogs/%s/GuardDuty/%s/%s/%s.jsonl.gz"
        .formatted(
            finding.account(), finding.region(), DAY.format(finding.updatedAt()), finding.id());
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** The source that the backfill reads. */
  String source() {
    return "guardduty-api://" + directory;
  }

  long findings() {
    return findings;
  }

  /** Whether every region answered. */
  boolean complete() {
    return complete;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be removed.".formatted(directory), e);
    }
  }
}
