package io.guardlake.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.cli.console.Console;
import io.guardlake.cli.console.ExitCode;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.sandbox.generator.BucketExport;
import io.guardlake.sandbox.generator.DirectoryExport;
import io.guardlake.sandbox.generator.ExportGenerator;
import io.guardlake.sandbox.generator.ExportSink;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.generator.Truth;
import io.guardlake.sandbox.s3.ExportBucket;
import io.guardlake.sandbox.s3.StandardS3Client;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code guardlake sandbox generate}. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes an export of generated findings of every kind, and prints the truth about it as one",
      "line of JSON. The same options give the same export."
    },
    footer = {
      "",
      "Example:",
      "  guardlake sandbox generate --out /tmp/export --findings 50000 --updates 1 --days 30 \\",
      "    --per-file 10 --seed 7"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final int FORMAT_VERSION = 1;
  private static final long NEWS_EVERY = 100_000;

  private final Console console;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "An empty or new directory, or s3://bucket[/prefix].")
  private String out;

  @Option(
      names = "--findings",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Distinct findings. Default: ${DEFAULT-VALUE}.")
  private int findings;

  @Option(
      names = "--updates",
      paramLabel = "MEAN",
      defaultValue = "1",
      description = "How often a finding is exported again, on average. Default: ${DEFAULT-VALUE}.")
  private double updates;

  @Option(
      names = "--days",
      paramLabel = "D",
      defaultValue = "7",
      description = "Export days. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--last-day",
      paramLabel = "YYYY-MM-DD",
      description = "The last of them. Left out: today, UTC.")
  private LocalDate lastDay;

  @Option(
      names = "--per-file",
      paramLabel = "K",
      defaultValue = "1",
      description = "Findings in an object, at most. Default: ${DEFAULT-VALUE}.")
  private int perFile;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Any number. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--duplicates",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "The share of lines exported a second time. Default: ${DEFAULT-VALUE}.")
  private double duplicates;

  GenerateCommand(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public Integer call() throws Exception {
    if (out.startsWith("s3://")) {
      try (S3Client client = StandardS3Client.create()) {
        URI uri = URI.create(out);
        ExportBucket bucket = ExportBucket.encrypted(client, uri.getAuthority(), KMS_KEY);
        write(settings(prefix(uri)), new BucketExport(bucket));
      }
    } else {
      write(settings(""), directory());
    }

    return ExitCode.DONE.number();
  }

  /** Names a key as an export's objects do; the sandbox's S3 keeps the name and has no keys. */
  private static final String KMS_KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private static String prefix(URI uri) {
    String path = uri.getPath().replaceAll("^/+|/+$", "");
    return path.isEmpty() ? "" : path + "/";
  }

  private ExportSink directory() throws IOException {
    Path directory = Path.of(out.startsWith("file:") ? URI.create(out).getPath() : out);

    try {
      return DirectoryExport.into(directory);
    } catch (DirectoryNotEmptyException e) {
      throw new UsageException(
          "%s is not empty; give a new or empty directory, so that the truth is about all of it."
              .formatted(directory),
          e);
    }
  }

  private GeneratorSettings settings(String prefix) {
    try {
      return GeneratorSettings.endingOn(
              lastDay == null ? LocalDate.now(Clock.systemUTC()) : lastDay)
          .withFindings(findings)
          .withMeanUpdates(updates)
          .withDays(days)
          .withPerFile(perFile)
          .withSeed(seed)
          .withDuplicates(duplicates)
          .withPrefix(prefix);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private void write(GeneratorSettings settings, ExportSink sink) throws IOException {
    long[] news = {NEWS_EVERY};

    try (sink) {
      Truth truth =
          ExportGenerator.generate(
              settings,
              sink,
              lines -> {
                if (lines >= news[0]) {
                  console.message("%,d lines written".formatted(lines));
                  news[0] += NEWS_EVERY;
                }
              });
      console.result(json(truth));
    }
  }

  private static String json(Truth truth) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("formatVersion", FORMAT_VERSION);
    fields.put("distinct", truth.distinct());
    fields.put("versions", truth.versions());
    fields.put("lines", truth.lines());
    fields.put("latestByBand", truth.latestByBand());
    fields.put("versionsByBand", truth.versionsByBand());
    fields.put("files", truth.files());
    fields.put("bytes", truth.bytes());
    fields.put("rawBytes", truth.rawBytes());
    return new ObjectMapper().writeValueAsString(fields);
  }
}
