package io.guardlake.sandbox.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.sandbox.fault.Fault;
import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.Operation;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.sqs.SandboxSqs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.sqs.model.Message;

final class BucketNotificationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger NAMES = new AtomicInteger();

  private static SandboxS3 s3;
  private static SandboxSqs sqs;

  private FaultProxy proxy;
  private S3Client client;
  private BucketNotifications notifications;
  private String bucket;
  private String queue;

  @BeforeAll
  static void startServers() {
    s3 = SandboxS3.start();
    sqs = SandboxSqs.start();
  }

  @AfterAll
  static void stopServers() {
    sqs.close();
    s3.close();
  }

  @BeforeEach
  void startProxy() {
    int name = NAMES.incrementAndGet();
    bucket = "bucket-" + name;
    s3.createBucket(bucket);
    queue = sqs.createQueue("events-" + name);
    proxy = FaultProxy.inFrontOf(s3, 1);
    client = SandboxS3.newClient(proxy.address());
    notifications = BucketNotifications.of(proxy, sqs, 1);
  }

  @AfterEach
  void stopProxy() {
    notifications.close();
    client.close();
    proxy.close();
  }

  @Test
  void announcesAWrittenObjectAsS3Does() {
    configure(Envelope.DIRECT);
    String eTag = put("p/a b+ü.gz", "hello");

    JsonNode event = only(received()).path("Records").path(0);
    assertThat(event.path("eventVersion").asText()).startsWith("2.");
    assertThat(event.path("eventSource").asText()).isEqualTo("aws:s3");
    assertThat(event.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
    assertThat(event.path("awsRegion").asText()).isEqualTo("us-east-1");
    assertThat(Instant.parse(event.path("eventTime").asText())).isBefore(Instant.now());
    assertThat(event.at("/s3/bucket/name").asText()).isEqualTo(bucket);
    assertThat(event.at("/s3/object/key").asText()).isEqualTo("p/a+b%2B%C3%BC.gz");
    assertThat(event.at("/s3/object/size").asLong()).isEqualTo(5);
    assertThat(event.at("/s3/object/eTag").asText()).isEqualTo(eTag).doesNotContain("\"");
  }

  @Test
  void announcesCopiesAndMultipartUploadsWithTheirSizes() {
    configure(Envelope.DIRECT);
    put("a", "hello");
    client.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey("a")
                .destinationBucket(bucket)
                .destinationKey("b"));
    String eTag = upload("c", "0123456789");

    // A queue that is not FIFO promises no order, the sequencer does.
    List<JsonNode> events =
        received().stream()
            .sorted(Comparator.comparing(BucketNotificationsTest::sequencer))
            .toList();
    assertThat(events)
        .extracting(event -> event.at("/Records/0/eventName").asText())
        .containsExactly(
            "ObjectCreated:Put", "ObjectCreated:Copy", "ObjectCreated:CompleteMultipartUpload");
    assertThat(events)
        .extracting(event -> event.at("/Records/0/s3/object/size").asLong())
        .containsExactly(5L, 5L, 10L);
    assertThat(events.get(2).at("/Records/0/s3/object/eTag").asText()).isEqualTo(eTag);
    assertThat(events).extracting(BucketNotificationsTest::sequencer).doesNotHaveDuplicates();
  }

  @Test
  void wrapsEventsInTheEnvelopeOfTheirWay() throws IOException {
    configure(Envelope.SNS);
    put("a b", "1");
    JsonNode sns = only(received());
    assertThat(sns.path("Type").asText()).isEqualTo("Notification");
    assertThat(sns.path("TopicArn").asText()).startsWith("arn:aws:sns:us-east-1:");
    assertThat(JSON.readTree(sns.path("Message").asText()).at("/Records/0/s3/object/key").asText())
        .isEqualTo("a+b");
  }

  @Test
  void rawDeliveryLooksDirect() {
    configure(Envelope.SNS_RAW);
    put("a b", "1");
    assertThat(only(received()).at("/Records/0/s3/object/key").asText()).isEqualTo("a+b");
  }

  @Test
  void eventBridgeDoesNotEncodeKeysAndSendsNoTestEvent() {
    notifications.configure(NotificationRule.of(bucket, queue).through(Envelope.EVENT_BRIDGE));
    String eTag = put("a b", "1");

    JsonNode event = only(received());
    assertThat(event.path("source").asText()).isEqualTo("aws.s3");
    assertThat(event.path("detail-type").asText()).isEqualTo("Object Created");
    assertThat(event.at("/detail/bucket/name").asText()).isEqualTo(bucket);
    assertThat(event.at("/detail/object/key").asText()).isEqualTo("a b");
    assertThat(event.at("/detail/object/etag").asText()).isEqualTo(eTag);
    assertThat(event.at("/detail/reason").asText()).isEqualTo("PutObject");
  }

  @Test
  void sendsATestEventWhenConfigured() {
    notifications.configure(NotificationRule.of(bucket, queue));

    JsonNode test = only(received());
    assertThat(test.path("Service").asText()).isEqualTo("Amazon S3");
    assertThat(test.path("Event").asText()).isEqualTo("s3:TestEvent");
    assertThat(test.path("Bucket").asText()).isEqualTo(bucket);
  }

  @Test
  void filtersByBucketPrefixAndSuffix() {
    notifications.configure(NotificationRule.of(bucket, queue).prefix("p/").suffix(".gz"));
    notifications.configure(NotificationRule.of("another-" + bucket, queue));
    received();
    put("p/a.gz", "1");
    put("p/a.txt", "1");
    put("q/a.gz", "1");

    assertThat(keys(received())).containsExactly("p/a.gz");
  }

  @Test
  void announcesAnObjectWhoseWriterNeverHeardOfItsSuccess() {
    configure(Envelope.DIRECT);
    proxy.apply(FaultRule.on(new Fault.LostAnswer(), Operation.PUT_OBJECT).times(1));
    put("a", "1");

    assertThat(keys(received())).containsExactly("a", "a");
  }

  @Test
  void dropsDuplicatesAndAddsWhatDoesNotBelong() {
    configure(Envelope.DIRECT);
    notifications.apply(EventFaultRule.nth(new EventFault.Dropped(), 1));
    notifications.apply(EventFaultRule.nth(new EventFault.Duplicated(2), 2));
    notifications.apply(EventFaultRule.nth(new EventFault.ForeignBucket("foreign"), 3));
    notifications.apply(EventFaultRule.nth(new EventFault.ForeignKey("else/where"), 4));
    put("a", "1");
    put("b", "1");
    put("c", "1");
    put("d", "1");

    List<JsonNode> events = received();
    assertThat(keys(events)).containsExactlyInAnyOrder("b", "b", "b", "c", "c", "else/where", "d");
    assertThat(events)
        .extracting(event -> event.at("/Records/0/s3/bucket/name").asText())
        .containsOnlyOnce("foreign");
    assertThat(notifications.journal()).hasSize(4);
  }

  @Test
  void sendsPoison() {
    configure(Envelope.DIRECT);
    notifications.apply(EventFaultRule.nth(new EventFault.Malformed("{\"Records\":[{"), 1));
    put("a", "1");
    notifications.settle();

    assertThat(bodies()).hasSize(2).contains("{\"Records\":[{");
  }

  @Test
  void reordersTheSameWayForTheSameSeed() {
    List<String> first = reordered(5);

    assertThat(reordered(5)).isEqualTo(first).isNotEqualTo(names(20));
    assertThat(first).containsExactlyInAnyOrderElementsOf(names(20));
    assertThat(reordered(6)).isNotEqualTo(first);
  }

  @Test
  void aHeldEventDoesNotWaitForEver() {
    configure(Envelope.DIRECT);
    notifications.apply(EventFaultRule.always(new EventFault.Reordered(5)));
    put("a", "1");

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(bodies()).isNotEmpty());
  }

  @Test
  void delaysAnEvent() {
    configure(Envelope.DIRECT);
    notifications.apply(EventFaultRule.nth(new EventFault.Delayed(Duration.ofHours(1)), 1));
    put("a", "1");
    put("b", "1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(keys(parsed(bodies()))).containsExactly("b"));

    assertThat(keys(received())).containsExactly("a");
  }

  @Test
  void saysThatAQueueRefusedAMessage() {
    notifications.configure(NotificationRule.of(bucket, queue + "-missing"));

    assertThatThrownBy(notifications::settle).isInstanceOf(CompletionException.class);
  }

  private List<String> reordered(long seed) {
    List<String> sent = new ArrayList<>();

    try (FaultProxy seeded = FaultProxy.inFrontOf(s3, seed);
        S3Client writer = SandboxS3.newClient(seeded.address());
        BucketNotifications events =
            BucketNotifications.of(seeded, message -> sent.add(message.body()), seed)) {
      events.configure(NotificationRule.of(bucket, queue).through(Envelope.EVENT_BRIDGE));
      events.apply(EventFaultRule.withProbability(new EventFault.Reordered(4), 0.5));
      names(20)
          .forEach(
              name ->
                  writer.putObject(
                      request -> request.bucket(bucket).key(name), RequestBody.fromString("1")));
      events.settle();
    }

    return parsed(sent).stream().map(event -> event.at("/detail/object/key").asText()).toList();
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj("k%02d"::formatted).toList();
  }

  /** Configures the queue and takes the test event away. */
  private void configure(Envelope envelope) {
    notifications.configure(NotificationRule.of(bucket, queue).through(envelope));
    assertThat(received()).hasSize(1);
  }

  private String put(String key, String text) {
    return client
        .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text))
        .eTag()
        .replace("\"", "");
  }

  private String upload(String key, String text) {
    String id = client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    String eTag =
        client
            .uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(id).partNumber(1),
                RequestBody.fromString(text))
            .eTag();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(eTag).build();
    return client
        .completeMultipartUpload(
            request ->
                request
                    .bucket(bucket)
                    .key(key)
                    .uploadId(id)
                    .multipartUpload(CompletedMultipartUpload.builder().parts(part).build()))
        .eTag()
        .replace("\"", "");
  }

  private List<JsonNode> received() {
    notifications.settle();
    return parsed(bodies());
  }

  private List<String> bodies() {
    return bodies(queue);
  }

  private static List<String> bodies(String from) {
    List<String> bodies = new ArrayList<>();

    while (true) {
      List<Message> messages =
          sqs.client()
              .receiveMessage(request -> request.queueUrl(from).maxNumberOfMessages(10))
              .messages();

      if (messages.isEmpty()) {
        return bodies;
      }

      messages.forEach(message -> bodies.add(message.body()));
    }
  }

  private static List<JsonNode> parsed(List<String> bodies) {
    return bodies.stream().map(BucketNotificationsTest::parse).toList();
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException failure) {
      throw new UncheckedIOException(body, failure);
    }
  }

  private static List<String> keys(List<JsonNode> events) {
    return events.stream()
        .map(event -> event.at("/Records/0/s3/object/key").asText())
        .map(key -> URLDecoder.decode(key, StandardCharsets.UTF_8))
        .toList();
  }

  private static String sequencer(JsonNode event) {
    return event.at("/Records/0/s3/object/sequencer").asText();
  }

  private static JsonNode only(List<JsonNode> events) {
    assertThat(events).hasSize(1);
    return events.get(0);
  }
}
