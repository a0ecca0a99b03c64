package io.guardlake.sandbox.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.fault.ObjectWrite;
import io.guardlake.sandbox.fault.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Messages in the words of AWS: S3's own
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html, where
 * the key is URL-encoded and the ETag has no quotes), EventBridge's
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html, where the key is not), and
 * the envelope of SNS (https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html).
 */
final class EventMessages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "000000000000";
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final String region;

  EventMessages(String region) {
    this.region = region;
  }

  /** The message about a written object; the number orders the events of a key. */
  String created(ObjectWrite write, long number, Instant time, Envelope envelope) {
    return switch (envelope) {
      case DIRECT, SNS_RAW -> text(record(write, number, time));
      case SNS ->
          inTopic(text(record(write, number, time)), "Amazon S3 Notification", number, time);
      case EVENT_BRIDGE -> text(eventBridge(write, number, time));
    };
  }

  /** What S3 sends when a notification is configured; EventBridge has nothing like it. */
  String test(String bucket, Instant time, Envelope envelope) {
    ObjectNode test = JSON.createObjectNode();
    test.put("Service", "Amazon S3");
    test.put("Event", "s3:TestEvent");
    test.put("Time", MILLISECONDS.format(time));
    test.put("Bucket", bucket);
    test.put("RequestId", requestId(0));
    test.put("HostId", hostId(0));
    return envelope == Envelope.SNS
        ? inTopic(text(test), "Amazon S3 Notification", 0, time)
        : text(test);
  }

  private ObjectNode record(ObjectWrite write, long number, Instant time) {
    ObjectNode message = JSON.createObjectNode();
    ObjectNode event = message.putArray("Records").addObject();
    event.put("eventVersion", "2.5");
    event.put("eventSource", "aws:s3");
    event.put("awsRegion", region);
    event.put("eventTime", MILLISECONDS.format(time));
    event.put("eventName", "ObjectCreated:" + eventName(write.operation()));
    event.putObject("userIdentity").put("principalId", "AWS:AIDASANDBOX");
    event.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    event
        .putObject("responseElements")
        .put("x-amz-request-id", requestId(number))
        .put("x-amz-id-2", hostId(number));
    ObjectNode s3 = event.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", "sandbox");
    ObjectNode bucket = s3.putObject("bucket");
    bucket.put("name", write.bucket());
    bucket.putObject("ownerIdentity").put("principalId", "ASANDBOXOWNER");
    bucket.put("arn", "arn:aws:s3:::" + write.bucket());
    s3.putObject("object")
        .put("key", encoded(write.key()))
        .put("size", write.size())
        .put("eTag", write.eTag())
        .put("sequencer", sequencer(number));
    return message;
  }

  private ObjectNode eventBridge(ObjectWrite write, long number, Instant time) {
    ObjectNode message = JSON.createObjectNode();
    message.put("version", "0");
    message.put("id", new UUID(time.toEpochMilli(), number).toString());
    message.put("detail-type", "Object Created");
    message.put("source", "aws.s3");
    message.put("account", ACCOUNT);
    message.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    message.put("region", region);
    message.putArray("resources").add("arn:aws:s3:::" + write.bucket());
    ObjectNode detail = message.putObject("detail");
    detail.put("version", "0");
    detail.putObject("bucket").put("name", write.bucket());
    detail
        .putObject("object")
        .put("key", write.key())
        .put("size", write.size())
        .put("etag", write.eTag())
        .put("sequencer", sequencer(number));
    detail.put("request-id", requestId(number));
    detail.put("requester", ACCOUNT);
    detail.put("source-ip-address", "127.0.0.1");
    detail.put("reason", reason(write.operation()));
    return message;
  }

  private String inTopic(String message, String subject, long number, Instant time) {
    String topic = "arn:aws:sns:" + region + ":" + ACCOUNT + ":export-events";
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("Type", "Notification");
    envelope.put("MessageId", new UUID(time.toEpochMilli(), number).toString());
    envelope.put("TopicArn", topic);
    envelope.put("Subject", subject);
    envelope.put("Message", message);
    envelope.put("Timestamp", MILLISECONDS.format(time));
    envelope.put("SignatureVersion", "1");
    envelope.put("Signature", "c2FuZGJveA==");
    envelope.put("SigningCertURL", "https://sns." + region + ".amazonaws.com/sandbox.pem");
    envelope.put(
        "UnsubscribeURL",
        "https://sns."
            + region
            + ".amazonaws.com/?Action=Unsubscribe&SubscriptionArn="
            + topic
            + ":"
            + new UUID(0, 1));
    return text(envelope);
  }

  private static String eventName(Operation operation) {
    return switch (operation) {
      case COPY_OBJECT -> "Copy";
      case COMPLETE_MULTIPART_UPLOAD -> "CompleteMultipartUpload";
      default -> "Put";
    };
  }

  private static String reason(Operation operation) {
    return switch (operation) {
      case COPY_OBJECT -> "CopyObject";
      case COMPLETE_MULTIPART_UPLOAD -> "CompleteMultipartUpload";
      default -> "PutObject";
    };
  }

  /** As a form is encoded, slashes excepted. */
  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static String sequencer(long number) {
    return "%018X".formatted(0x0060_0000_0000_0000L + number);
  }

  private static String requestId(long number) {
    return "%016X".formatted(number);
  }

  private static String hostId(long number) {
    return "sandbox/" + requestId(number);
  }

  private static String text(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A tree of JSON could not be written.", impossible);
    }
  }
}
