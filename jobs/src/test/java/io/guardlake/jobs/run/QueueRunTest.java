package io.guardlake.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.pipeline.Pipeline;
import io.guardlake.jobs.source.LocalAws;
import io.guardlake.jobs.table.TableIdentities;
import io.guardlake.sandbox.fault.Fault;
import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.Operation;
import io.guardlake.sandbox.notification.BucketNotifications;
import io.guardlake.sandbox.notification.Envelope;
import io.guardlake.sandbox.notification.EventFault;
import io.guardlake.sandbox.notification.EventFaultRule;
import io.guardlake.sandbox.notification.NotificationRule;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.sqs.QueueSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Whole runs of ingest that follow a queue, from S3 into a table. */
@Timeout(300)
class QueueRunTest {
  private final Instant then = Instant.now().minus(1, ChronoUnit.HOURS);
  private final Map<Envelope, String> buckets = new HashMap<>();

  @TempDir private Path directory;
  private LocalAws aws;
  private FaultProxy s3;
  private S3Client writer;
  private BucketNotifications notifications;
  private String queue;
  private int findings;

  @BeforeEach
  void notifyByEveryEnvelope() {
    aws = LocalAws.start();
    queue = aws.createQueue(QueueSettings.named("findings"));
    s3 = FaultProxy.inFrontOf(aws.sandboxS3(), 7);
    writer = SandboxS3.newClient(s3.address());
    notifications = BucketNotifications.of(s3, aws.sandboxSqs(), 7);

    for (Envelope envelope : Envelope.values()) {
      String bucket = "export-" + envelope.ordinal() + "-" + UUID.randomUUID();
      aws.s3().createBucket(request -> request.bucket(bucket));
      notifications.configure(NotificationRule.of(bucket, queue).through(envelope));
      buckets.put(envelope, bucket);
    }
  }

  @AfterEach
  void stopServers() {
    notifications.close();
    writer.close();
    s3.close();
    aws.close();
  }

  /**
   * Writes an object into each bucket, each with two versions of a finding and one of them twice.
   */
  private void writeExport() throws IOException {
    for (String bucket : buckets.values()) {
      String id = "finding-" + findings++;
      String first = ExportTree.finding(id, 5, then, 1);
      String second = ExportTree.finding(id, 5, then.plusSeconds(1), 2);
      LocalDate day = LocalDate.ofInstant(then, ZoneOffset.UTC);
      String key =
          "AWSLogs/111122223333/GuardDuty/eu-central-1/%04d/%02d/%02d/%s.jsonl.gz"
              .formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), id);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();

      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write((first + "\n" + second + "\n" + first).getBytes(StandardCharsets.UTF_8));
      }

      writer.putObject(
          request -> request.bucket(bucket).key(key), RequestBody.fromBytes(packed.toByteArray()));
    }
  }

  @Test
  void writesEachVersionOnceAndEmptiesTheQueue() throws Exception {
    notifications.apply(EventFaultRule.withProbability(new EventFault.Duplicated(1), 0.5));
    notifications.apply(EventFaultRule.withProbability(new EventFault.Dropped(), 0.2));
    notifications.apply(
        EventFaultRule.withProbability(new EventFault.ForeignBucket("another"), 0.2));
    RunSummary first;

    try (LocalRun run = LocalRun.start(settings())) {
      for (int i = 0; i < 10; i++) {
        writeExport();
      }

      notifications.settle();
      first = run.await(progress -> {});
    }

    assertThat(first.ending()).isEqualTo(RunSummary.Ending.IDLE);
    assertThat(first.objects()).isEqualTo(40);
    assertThat(first.versionsWritten()).isEqualTo(80);
    assertThat(first.quarantined()).isZero();
    assertThat(rows()).isEqualTo(80);
    await().untilAsserted(() -> assertThat(aws.messages(queue)).isZero());

    writeExport();
    notifications.settle();

    try (LocalRun run = LocalRun.start(settings())) {
      RunSummary second = run.await(progress -> {});
      assertThat(second.versionsWritten()).isEqualTo(8);
    }

    // Its messages may have gone to the first run's last receive, which nobody waits for any more.
    assertThat(rows()).isEqualTo(88);
  }

  @Test
  void writesExactlyTheTruthThoughHandlesExpireAndEventsAreLostDoubledAndOutOfOrder()
      throws Exception {
    notifications.apply(EventFaultRule.withProbability(new EventFault.Dropped(), 0.2));
    notifications.apply(EventFaultRule.withProbability(new EventFault.Duplicated(2), 0.4));
    notifications.apply(EventFaultRule.withProbability(new EventFault.Reordered(10), 0.4));

    try (FaultProxy sqs = FaultProxy.inFrontOf(aws.sandboxSqs(), 7)) {
      aws.pointTo("aws.endpointUrlSqs", sqs.endpoint().toString());
      sqs.apply(
          FaultRule.on(
              new Fault.FailedEntries(0.5, "ReceiptHandleIsInvalid", "The handle has expired"),
              Operation.DELETE_MESSAGE_BATCH,
              Operation.CHANGE_MESSAGE_VISIBILITY_BATCH));

      try (LocalRun run = LocalRun.start(settings("checkpoint-interval", "1s"))) {
        for (int i = 0; i < 10; i++) {
          writeExport();
        }

        notifications.settle();
        RunSummary summary = run.await(progress -> {});

        assertThat(summary.objects()).isEqualTo(40);
        assertThat(summary.findings()).isEqualTo(120);
        assertThat(summary.versionsWritten()).isEqualTo(80);
        assertThat(summary.quarantined()).isZero();
      }

      assertThat(rows()).isEqualTo(80);
      assertThat(sqs.journal()).as("handles expired").isNotEmpty();
      assertThat(notifications.journal()).as("events were spoilt").hasSizeGreaterThan(10);
      // Messages whose handles expired are still there, and tell nothing new when they come again.
      assertThat(aws.messages(queue)).isPositive();
    }
  }

  @Test
  void refusesASourceOfWhichNoQueueTells() {
    assertThatThrownBy(() -> LocalRun.start(settings("source", directory.toUri().toString())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is a directory, of which no queue tells");
    assertThatThrownBy(() -> LocalRun.start(settings("queue-url", "findings")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"findings\" is no URL of a queue");
  }

  @Test
  void failsWithASentenceWhereThereIsNoQueue() throws Exception {
    String missing = queue.replace("findings", "missing");

    String source = "s3://" + buckets.get(Envelope.DIRECT);

    try (LocalRun run =
        LocalRun.start(settings("source", source, "queue-url", missing, "give-up-after", "1s"))) {
      assertThatThrownBy(() -> run.await(progress -> {}))
          .isInstanceOf(JobFailedException.class)
          .hasMessageContaining(
              "could not be received from the queue "
                  + missing
                  + ": it does not exist; check --queue-url");
    }
  }

  private JobSettings settings(String... options) {
    Map<String, String> arguments = new HashMap<>();
    arguments.put(
        "source", String.join(",", buckets.values().stream().map(b -> "s3://" + b).toList()));
    arguments.put("output", directory.resolve("lake").toUri().toString());
    arguments.put("state", directory.resolve("state").toUri().toString());
    arguments.put("parallelism", "2");
    arguments.put("feed", "sqs");
    arguments.put("queue-url", queue);
    arguments.put("reconcile", "2s:7d");
    arguments.put("stop-when-idle", "5s");

    for (int i = 0; i < options.length; i += 2) {
      arguments.put(options[i], options[i + 1]);
    }

    return JobSettings.of(OptionValues.resolve(JobKind.INGEST, arguments, Map.of(), Map.of()));
  }

  private int rows() throws Exception {
    TableIdentities table = TableIdentities.all(Pipeline.catalog(settings()));
    List<Object> rows = new ArrayList<>();

    for (String part : table.parts()) {
      table.read(part, rows::add);
    }

    assertThat(rows).doesNotHaveDuplicates();
    return rows.size();
  }
}
