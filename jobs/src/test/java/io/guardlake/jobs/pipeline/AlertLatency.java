package io.guardlake.jobs.pipeline;

import static org.awaitility.Awaitility.await;

import io.guardlake.jobs.source.LocalAws;
import io.guardlake.sandbox.fault.Fault;
import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.Operation;
import io.guardlake.sandbox.generator.ExportGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.notification.BucketNotifications;
import io.guardlake.sandbox.notification.NotificationRule;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.sqs.QueueSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Measures the way of a finding: from just before its object is put to where alerts branch off,
 * after dedup and before Parquet, in the whole job with its tables and checkpoints. S3 answers
 * after 20 ms. Prints, and judges nothing.
 */
@Tag("speed")
class AlertLatency {
  private static final int OBJECTS = Integer.getInteger("guardlake.speed.objects", 100);
  private static final String BUCKET = "way-of-a-finding";

  @TempDir private Path directory;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Item(String key, byte[] content) {}

  @Test
  void measuresTheWayOfAFinding() throws Exception {
    System.out.println("| feed | objects | p50 | p99 | most | checkpoints |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");

    try (LocalAws aws = LocalAws.start();
        FaultProxy s3 = FaultProxy.inFrontOf(aws.sandboxS3(), 1);
        S3Client writer = SandboxS3.newClient(s3.address());
        BucketNotifications notifications = BucketNotifications.of(s3, aws.sandboxSqs(), 1)) {
      aws.pointTo("aws.endpointUrlS3", s3.endpoint().toString());
      String queue = aws.createQueue(QueueSettings.named("findings"));
      aws.s3().createBucket(request -> request.bucket(BUCKET));
      notifications.configure(NotificationRule.of(BUCKET, queue));
      s3.apply(
          FaultRule.on(
              new Fault.Latency(Duration.ofMillis(20)),
              Operation.LIST_OBJECTS,
              Operation.GET_OBJECT,
              Operation.PUT_OBJECT));
      measure("sqs", writer, Map.of("feed", "sqs", "queue-url", queue), 1);
      measure("list, --poll 1s", writer, Map.of("poll", "1s"), 2);
      measure("list, --poll 5s", writer, Map.of("poll", "5s"), 3);
    }
  }

  private void measure(String feed, S3Client writer, Map<String, String> options, long seed)
      throws Exception {
    Map<String, String> arguments = new HashMap<>(options);
    arguments.put("source", "s3://" + BUCKET);
    arguments.put("output", directory.resolve("lake-" + seed).toUri().toString());
    arguments.put("state", directory.resolve("state-" + seed).toUri().toString());
    arguments.put("parallelism", "2");
    arguments.put("checkpoint-interval", "5s");
    List<Item> items = items(seed);
    Random random = new Random(seed);
    List<Double> millis = new ArrayList<>();

    try (AlertBranch branch = AlertBranch.start(AlertBranch.settings(arguments))) {
      // What is there of the feeds before, and the start of the job, are no part of it.
      put(writer, items.get(0));
      int before = OBJECTS * (int) (seed - 1);
      await().atMost(Duration.ofMinutes(2)).until(() -> branch.arrivals().size() == before + 1);

      for (int i = 1; i < items.size(); i++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1000));
        int arrived = before + i + 1;
        long written = System.nanoTime();
        put(writer, items.get(i));
        await()
            .pollInterval(Duration.ofMillis(5))
            .atMost(Duration.ofMinutes(1))
            .until(() -> branch.arrivals().size() == arrived);
        millis.add((branch.arrivals().get(arrived - 1).at() - written) / 1e6);
      }

      Collections.sort(millis);
      System.out.printf(
          "| %s | %d | %.0f ms | %.0f ms | %.0f ms | %d |%n",
          feed,
          millis.size(),
          millis.get(millis.size() / 2),
          millis.get(millis.size() * 99 / 100),
          millis.get(millis.size() - 1),
          branch.checkpoints());
    }
  }

  private static void put(S3Client writer, Item item) {
    writer.putObject(
        request -> request.bucket(BUCKET).key(item.key()), RequestBody.fromBytes(item.content()));
  }

  /** Objects of one finding each, of today. */
  private static List<Item> items(long seed) throws Exception {
    List<Item> items = new ArrayList<>();
    ExportGenerator.generate(
        GeneratorSettings.endingOn(LocalDate.now(Clock.systemUTC()))
            .withDays(1)
            .withFindings(OBJECTS)
            .withMeanUpdates(0)
            .withPerFile(1)
            .withSeed(seed),
        (key, content, exportedAt) -> items.add(new Item(key, content)),
        lines -> {});
    return items;
  }
}
