package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.sandbox.s3.ExportBucket;
import io.guardlake.sandbox.s3.SandboxS3;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the source alone, whole jobs with their start left out. Prints, and judges nothing. */
@Tag("speed")
class SourceSpeed {
  private static final int TINY = 20_000;
  private static final int TINY_IN_S3 = 5_000;
  private static final LongAdder BYTES = new LongAdder();
  private static volatile long firstRecord;

  @TempDir private Path directory;

  @Test
  void measuresTinyObjectsOfADirectory() throws Exception {
    ExportTree tree = new ExportTree(directory);

    for (int i = 0; i < TINY; i++) {
      tree.put(ExportTree.key("2026-03-1" + i % 10, "a" + i), ExportTree.gzip(finding(i)));
    }

    run("tiny objects, directory", tree.uri(), TINY);
  }

  @Test
  void measuresLargeObjectsOfADirectory() throws Exception {
    ExportTree tree = new ExportTree(directory);
    StringBuilder text = new StringBuilder();

    for (int i = 0; i < 30_000; i++) {
      text.append(finding(i)).append('\n');
    }

    byte[] packed = ExportTree.gzip(text.toString());

    for (int i = 0; i < 16; i++) {
      tree.put(ExportTree.key("2026-03-10", "a" + i), packed);
    }

    System.out.println(packed.length + " bytes packed each");
    run("large objects, directory", tree.uri(), 16);
  }

  @Test
  void measuresTinyObjectsOfS3() throws Exception {
    try (SandboxS3 sandbox = SandboxS3.start();
        AwsProperties environment =
            new AwsProperties(
                sandbox.endpoint(),
                sandbox.accessKeyId(),
                sandbox.secretAccessKey(),
                sandbox.region())) {
      ExportBucket bucket = sandbox.exportBucket("speed-bucket", "arn:aws:kms:x:1:key/1");

      for (int i = 0; i < TINY_IN_S3; i++) {
        bucket.put(ExportTree.key("2026-03-1" + i % 10, "a" + i), ExportTree.gzip(finding(i)));
      }

      run("tiny objects, S3Proxy", SourceUri.parse("s3://speed-bucket"), TINY_IN_S3);
      run("tiny objects, S3Proxy, again", SourceUri.parse("s3://speed-bucket"), TINY_IN_S3);
    }
  }

  /** Tiny objects behind a latency, as S3 has it. */
  @Test
  void measuresTinyObjectsBehindALatency() throws Exception {
    try (TinyS3 s3 = new TinyS3("latent-bucket", Duration.ofMillis(20));
        AwsProperties environment = new AwsProperties(s3.endpoint(), "any", "any", "us-east-1")) {

      for (int i = 0; i < TINY; i++) {
        s3.put(ExportTree.key("2026-03-1" + i % 10, "a" + i), ExportTree.gzip(finding(i)));
      }

      for (int round = 1; round <= 3; round++) {
        s3.mostAtATime.set(0);
        run(
            "tiny objects, 20 ms latency, round " + round,
            SourceUri.parse("s3://latent-bucket"),
            TINY);
        System.out.println(s3.mostAtATime.get() + " requests at a time at most");
      }
    }
  }

  private static void run(String what, SourceUri uri, int objects) throws Exception {
    BYTES.reset();
    firstRecord = 0;
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.setString("rest.bind-port", "0");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    ExportSourceSettings settings =
        ExportSourceSettings.of(what, List.of(uri), ReadMode.Bounded.allDays());
    env.fromSource(new ExportSource(settings), WatermarkStrategy.noWatermarks(), "export")
        .process(new Count())
        .print();
    env.execute();
    double seconds = (lastRecord - firstRecord) / 1e9;
    System.out.printf(
        "%s: %.2f s, %.0f objects/s, %.1f MB/s unpacked%n",
        what, seconds, objects / seconds, BYTES.sum() / seconds / 1e6);
  }

  private static volatile long lastRecord;

  private static String finding(int i) {
    StringBuilder text = new StringBuilder("{\"schemaVersion\":\"2.0\",\"id\":\"" + i + "\"");
    Random random = new Random(i);

    for (int j = 0; j < 60; j++) {
      text.append(",\"someFieldName").append(j).append("\":\"");
      text.append(Integer.toHexString(random.nextInt())).append(" with some words around it\"");
    }

    return text.append('}').toString();
  }

  private static final class Count extends ProcessFunction<ExportRecord, String> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(ExportRecord record, Context context, Collector<String> out) {
      if (firstRecord == 0) {
        firstRecord = System.nanoTime();
      }

      if (record instanceof ExportRecord.Line line) {
        BYTES.add(line.bytes().length);
      }

      lastRecord = System.nanoTime();
    }
  }
}
