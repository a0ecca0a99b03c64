package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guardlake.jobs.source.queue.QueueUrl;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.sandbox.fault.Fault;
import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.Operation;
import io.guardlake.sandbox.notification.BucketNotifications;
import io.guardlake.sandbox.notification.EventFault;
import io.guardlake.sandbox.notification.EventFaultRule;
import io.guardlake.sandbox.notification.NotificationRule;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.sqs.QueueSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The source by a real queue, with everything that may go wrong between S3 and us. */
@Timeout(300)
class QueueSourceTest {
  private static final String DAY = "2026-03-10";
  private static final long SEED = 20260310;
  private static LocalAws aws;

  @TempDir private Path directory;
  private final String runId = UUID.randomUUID().toString();
  private final String bucket = "export-" + runId;
  private final String deadLetters = "dead-" + runId;
  private final List<String> written = new ArrayList<>();
  private String queue;
  private String deadLetterUrl;
  private FaultProxy s3;
  private FaultProxy sqs;
  private S3Client writer;
  private BucketNotifications notifications;

  @BeforeAll
  static void startServers() {
    aws = LocalAws.start();
  }

  @AfterAll
  static void stopServers() {
    aws.close();
  }

  @BeforeEach
  void startProxies() {
    aws.s3().createBucket(request -> request.bucket(bucket));
    deadLetterUrl = aws.createQueue(QueueSettings.named(deadLetters));
    queue = aws.createQueue(QueueSettings.named("queue-" + runId).redrivingTo(deadLetters, 8));
    s3 = FaultProxy.inFrontOf(aws.sandboxS3(), SEED);
    sqs = FaultProxy.inFrontOf(aws.sandboxSqs(), SEED);
    aws.pointTo("aws.endpointUrlSqs", sqs.endpoint().toString());
    writer = SandboxS3.newClient(s3.address());
    notifications = BucketNotifications.of(s3, aws.sandboxSqs(), SEED);
    notifications.configure(NotificationRule.of(bucket, queue));
  }

  @AfterEach
  void stopProxies() {
    notifications.close();
    writer.close();
    s3.close();
    sqs.close();
  }

  private void write(String name) {
    String line = "line of " + name;
    writer.putObject(
        request -> request.bucket(bucket).key(ExportTree.key(DAY, name)),
        RequestBody.fromBytes(ExportTree.gzip(line)));
    written.add(line);
  }

  private void writeAll(String name, int count) {
    for (int i = 0; i < count; i++) {
      write(name + i);
    }
  }

  private ExportSourceSettings listing(Duration pace) {
    return ExportSourceSettings.of(
            runId,
            List.of(SourceUri.parse("s3://" + bucket)),
            new ReadMode.Continuous(Duration.ofDays(2), pace, null))
        .withClock(() -> Instant.parse(DAY + "T12:00:00Z").toEpochMilli());
  }

  private ExportSourceSettings queue(Duration pace) {
    QueueLimits limits =
        new QueueLimits(
            2, Duration.ofSeconds(1), Duration.ofSeconds(2), 1000, Duration.ofSeconds(1));
    return listing(pace)
        .withQueue(
            io.guardlake.jobs.source.QueueSettings.of(new QueueUrl(queue)).withLimits(limits));
  }

  private void awaitAll(TestJob job) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(job.lines()).containsExactlyInAnyOrderElementsOf(written));
  }

  private void awaitEmpty(String url) {
    await().atMost(Duration.ofMinutes(2)).until(() -> aws.messages(url) == 0);
  }

  @Test
  void emitsExactlyTheTruthWhateverHappensToEventsAndHandles() throws Exception {
    notifications.apply(EventFaultRule.withProbability(new EventFault.Dropped(), 0.1));
    notifications.apply(EventFaultRule.withProbability(new EventFault.Duplicated(2), 0.3));
    notifications.apply(EventFaultRule.withProbability(new EventFault.Reordered(20), 0.3));
    notifications.apply(
        EventFaultRule.withProbability(new EventFault.ForeignBucket("another"), 0.1));
    notifications.apply(
        EventFaultRule.withProbability(new EventFault.ForeignKey("notes.txt"), 0.1));
    notifications.apply(EventFaultRule.nth(new EventFault.Malformed("{\"Records\":[{"), 10));
    sqs.apply(
        FaultRule.on(
                new Fault.FailedEntries(0.3, "ReceiptHandleIsInvalid", "The handle has expired"),
                Operation.DELETE_MESSAGE_BATCH,
                Operation.CHANGE_MESSAGE_VISIBILITY_BATCH)
            .withProbability(0.5));
    sqs.apply(
        FaultRule.on(
                new Fault.ErrorAnswer(503, "ServiceUnavailable", "Try again"),
                Operation.RECEIVE_MESSAGE)
            .withProbability(0.2));
    sqs.apply(FaultRule.on(new Fault.LostAnswer(), Operation.RECEIVE_MESSAGE).every(10));
    TestJob job = TestJob.start(new ExportSource(queue(Duration.ofSeconds(3))), runId, 2);

    try {
      writeAll("a", 300);
      notifications.settle();
      awaitAll(job);
      // What no one can read is all that is left, where the redrive policy puts it.
      awaitEmpty(queue);
      assertThat(aws.messages(deadLetterUrl)).isEqualTo(1);
      assertThat(job.lines()).containsExactlyInAnyOrderElementsOf(written);
      assertThat(job.records()).noneMatch(ExportRecord.Failure.class::isInstance);
      assertThat(sqs.journal()).isNotEmpty();
      assertThat(notifications.journal()).hasSizeGreaterThan(100);
    } finally {
      job.cancel();
    }

    assertSameAsListed(job);
  }

  /** Records carry what a listing shows of their objects, whoever found them. */
  private void assertSameAsListed(TestJob job) throws Exception {
    String id = UUID.randomUUID().toString();
    TestJob listed =
        TestJob.start(
            new ExportSource(
                ExportSourceSettings.of(
                    id, List.of(SourceUri.parse("s3://" + bucket)), ReadMode.Bounded.allDays())),
            id,
            1);
    listed.await();

    assertThat(ends(job)).containsExactlyInAnyOrderElementsOf(ends(listed));
  }

  private static List<ExportRecord> ends(TestJob job) {
    return job.records().stream().filter(ExportRecord.ObjectEnd.class::isInstance).toList();
  }

  @Test
  void messagesAloneFindEveryObject() throws Exception {
    TestJob job =
        TestJob.start(new ExportSource(queue(Duration.ofHours(6)), BlindStore.factory()), runId, 2);

    try {
      writeAll("a", 50);
      awaitAll(job);
      awaitEmpty(queue);
    } finally {
      job.cancel();
    }

    assertSameAsListed(job);
  }

  @Test
  void aRestartWithEveryMessageDeliveredAgainRepeatsNothing() throws Exception {
    FaultRule noDeletion =
        FaultRule.on(
            new Fault.ErrorAnswer(503, "ServiceUnavailable", "Try again"),
            Operation.DELETE_MESSAGE_BATCH);
    sqs.apply(noDeletion);
    ObjectStoreFactory blind = BlindStore.factory();
    TestJob job = TestJob.start(new ExportSource(queue(Duration.ofHours(6)), blind), runId, 2);
    writeAll("a", 30);
    awaitAll(job);
    String savepoint = job.stop(directory);
    assertThat(aws.messages(queue)).isGreaterThanOrEqualTo(30);
    writeAll("b", 30);
    sqs.clear();

    TestJob restored =
        TestJob.restore(new ExportSource(queue(Duration.ofHours(6)), blind), runId, 1, savepoint);

    try {
      awaitAll(restored);
      awaitEmpty(queue);
      assertThat(restored.lines()).containsExactlyInAnyOrderElementsOf(written);
    } finally {
      restored.cancel();
    }
  }

  @Test
  void switchingFeedsLosesAndRepeatsNothing() throws Exception {
    Duration often = Duration.ofMillis(200);
    TestJob listed = TestJob.start(new ExportSource(listing(often)), runId, 2);
    writeAll("a", 20);
    awaitAll(listed);
    String first = listed.stop(directory);

    writeAll("b", 20);
    TestJob told = TestJob.restore(new ExportSource(queue(Duration.ofHours(6))), runId, 2, first);
    writeAll("c", 20);
    awaitAll(told);
    awaitEmpty(queue);
    String second = told.stop(directory);

    writeAll("d", 20);
    TestJob again = TestJob.restore(new ExportSource(listing(often)), runId, 2, second);

    try {
      writeAll("e", 20);
      awaitAll(again);
      assertThat(again.lines()).containsExactlyInAnyOrderElementsOf(written);
    } finally {
      again.cancel();
    }
  }
}
