package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.sandbox.generator.ExportGenerator;
import io.guardlake.sandbox.generator.ExportSink;
import io.guardlake.sandbox.generator.GeneratorSettings;
import java.io.File;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads the same one-finding objects from an endpoint with 20 ms of latency, by this source and by
 * Flink's own FileSource over its S3 connector. Prints, and judges nothing.
 */
@Tag("speed")
class FileSourceSpeed {
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final int FINDINGS = Integer.getInteger("guardlake.speed.findings", 1500);
  private static final LongAdder LINES = new LongAdder();
  private static volatile long firstLine;
  private static volatile long lastLine;

  /** In a JVM of its own, because Flink's S3 connector has another Hadoop than our signatures. */
  @Test
  void comparesObjectsASecond() throws Exception {
    String tests =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String classPath =
        Arrays.stream(tests.split(File.pathSeparator))
            .filter(entry -> !entry.contains("hadoop-client-api"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("guardlake.jvm.opens").split(" ")));
    command.addAll(List.of("-Xmx900m", "-cp", classPath, FileSourceSpeed.class.getName()));
    command.add(Integer.toString(FINDINGS));
    java.nio.file.Path output = java.nio.file.Files.createTempFile("file-source-speed", ".txt");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    System.out.println(java.nio.file.Files.readString(output));

    if (exit != 0) {
      throw new IllegalStateException("The comparison ended with " + exit);
    }
  }

  /** Compares so many objects. */
  public static void main(String[] arguments) throws Exception {
    compare(Integer.parseInt(arguments[0]));
    // The connector's threads would keep the process for a minute.
    System.exit(0);
  }

  private static void compare(int findings) throws Exception {
    try (TinyS3 s3 = new TinyS3("latent-bucket", LATENCY);
        AwsProperties environment = new AwsProperties(s3.endpoint(), "any", "any", "us-east-1")) {
      int objects = fill(s3, findings);
      System.out.printf(
          "%d objects of one finding, %d ms of latency, parallelism 2%n",
          objects, LATENCY.toMillis());
      System.out.println("| source | round | objects/s | seconds | requests an object |");
      System.out.println("| --- | --- | --- | --- | --- |");

      for (int round = 1; round <= 2; round++) {
        measure("Guardlake", round, s3, ours(round), objects);
        measure("FileSource", round, s3, fileSource(s3), objects);
      }
    }
  }

  private static int fill(TinyS3 s3, int findings) throws Exception {
    LongAdder objects = new LongAdder();
    ExportSink sink =
        (key, content, exportedAt) -> {
          s3.put(key, content);
          objects.increment();
        };
    ExportGenerator.generate(
        GeneratorSettings.endingOn(LocalDate.parse("2026-03-10"))
            .withFindings(findings)
            .withMeanUpdates(0)
            .withPerFile(1)
            .withSeed(7),
        sink,
        lines -> {});
    return objects.intValue();
  }

  private static Source<ExportRecord, ?, ?> ours(int round) {
    return new ExportSource(
        ExportSourceSettings.of(
            "speed-" + round,
            List.of(SourceUri.parse("s3://latent-bucket")),
            ReadMode.Bounded.allDays()));
  }

  private static Source<String, ?, ?> fileSource(TinyS3 s3) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("s3.endpoint", s3.endpoint().toString());
    configuration.setString("s3.endpoint.region", "us-east-1");
    configuration.setString("s3.path.style.access", "true");
    configuration.setString("s3.connection.ssl.enabled", "false");
    configuration.setString("s3.access-key", "any");
    configuration.setString("s3.secret-key", "any");
    FileSystem.initialize(configuration, null);
    return FileSource.forRecordStreamFormat(
            new TextLineInputFormat(), new Path("s3://latent-bucket/AWSLogs"))
        .build();
  }

  private static <T> void measure(
      String name, int round, TinyS3 s3, Source<T, ?, ?> source, int objects) throws Exception {
    LINES.reset();
    firstLine = 0;
    int requestsBefore = s3.requests.get();
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.setString("rest.bind-port", "0");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "export")
        .process(new CountLines<T>())
        .returns(TypeInformation.of(String.class))
        .print();
    env.execute();
    double seconds = (lastLine - firstLine) / 1e9;

    if (LINES.sum() < objects) {
      throw new IllegalStateException(name + " read only " + LINES.sum() + " lines");
    }

    System.out.printf(
        "| %s | %d | %.0f | %.1f | %.1f |%n",
        name,
        round,
        objects / seconds,
        seconds,
        (s3.requests.get() - requestsBefore) / (double) objects);
  }

  private static final class CountLines<T> extends ProcessFunction<T, String> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(T record, Context context, Collector<String> out) {
      if (record instanceof String || record instanceof ExportRecord.Line) {
        if (firstLine == 0) {
          firstLine = System.nanoTime();
        }

        LINES.increment();
        lastLine = System.nanoTime();
      }
    }
  }
}
