package io.guardlake.jobs.source.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.guardlake.jobs.source.queue.S3Notification.Unreadable;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a message in one pass, with bounds on all that a stranger could make large. A name given
 * twice makes a message unreadable: it would mean one thing here and another elsewhere.
 */
final class NotificationReader {
  /** S3 writes at most 64 KB, EventBridge and SNS at most 256 KB. */
  static final int MAX_BODY = 256 << 10;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(20)
                  .maxNameLength(1024)
                  .maxNumberLength(64)
                  .maxStringLength(MAX_BODY)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Names are a stranger's: they must not pile up in tables.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private NotificationReader() {}

  static S3Notification read(String body) {
    return read(body, true);
  }

  private static S3Notification read(String body, boolean mayBeWrapped) {
    if (body.length() > MAX_BODY) {
      return new Unreadable("is longer than " + MAX_BODY + " characters");
    }

    Envelope envelope = new Envelope();

    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new Unreadable("is no JSON object");
      }

      envelope.read(json);

      if (json.nextToken() != null) {
        return new Unreadable("goes on after its JSON object");
      }
    } catch (IOException e) {
      return new Unreadable("is no JSON that S3 would write");
    } catch (IllegalArgumentException e) {
      return new Unreadable("names no object that S3 could have: " + e.getMessage());
    }

    if (envelope.isFromSns()) {
      return mayBeWrapped
          ? read(envelope.message, false)
          : new Unreadable("is wrapped by SNS more than once");
    }

    return envelope.notification();
  }

  /** The members of the outermost object that tell one form from another. */
  private static final class Envelope {
    private final List<CreatedObject> created = new ArrayList<>();
    private boolean hasRecords;
    private int others;
    private String type;
    private String message;
    private String event;
    private String source;
    private String detailType;
    private Event detail;

    void read(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();

        switch (name) {
          case "Records" -> readRecords(json);
          case "Type" -> type = text(json);
          case "Message" -> message = text(json);
          case "Event" -> event = text(json);
          case "source" -> source = text(json);
          case "detail-type" -> detailType = text(json);
          case "detail" -> detail = Event.read(json);
          default -> json.skipChildren();
        }
      }
    }

    private void readRecords(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        json.skipChildren();
        return;
      }

      hasRecords = true;

      while (json.nextToken() != JsonToken.END_ARRAY) {
        Event record = Event.read(json);

        if (!"aws:s3".equals(record.source) || record.name == null) {
          throw new IllegalArgumentException("a record is none of S3's");
        }

        if (record.name.startsWith("ObjectCreated:")
            || record.name.startsWith("s3:ObjectCreated:")) {
          // "The key name is URL encoded": a space is a plus sign.
          created.add(record.object(decoded(record.key())));
        } else {
          others++;
        }
      }
    }

    private static String decoded(String key) {
      try {
        return URLDecoder.decode(key, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("the key is not URL-encoded", e);
      }
    }

    boolean isFromSns() {
      return "Notification".equals(type) && message != null && !hasRecords;
    }

    S3Notification notification() {
      if (hasRecords) {
        return created.isEmpty() && others == 0
            ? new Unreadable("has no records")
            : new S3Notification.Events(created, others);
      }

      if ("s3:TestEvent".equals(event)) {
        return new S3Notification.Test();
      }

      if ("aws.s3".equals(source) && detailType != null) {
        return ofEventBridge();
      }

      if ("SubscriptionConfirmation".equals(type)) {
        return new Unreadable(
            "asks to confirm a subscription to SNS; confirm it in the account of the topic");
      }

      return new Unreadable("is no notification of S3");
    }

    private S3Notification ofEventBridge() {
      if (!detailType.equals("Object Created")) {
        return new S3Notification.Events(List.of(), 1);
      }

      if (detail == null) {
        return new Unreadable("has no detail");
      }

      try {
        // Here the key is as it is.
        return new S3Notification.Events(List.of(detail.object(detail.key())), 0);
      } catch (IllegalArgumentException e) {
        return new Unreadable("names no object that S3 could have: " + e.getMessage());
      }
    }
  }

  /** A record of S3, or the detail of EventBridge's event: the members of both. */
  private static final class Event {
    private String source;
    private String name;
    private String bucket;
    private String key;
    private String etag;
    private long size = -1;

    static Event read(JsonParser json) throws IOException {
      Event event = new Event();
      event.readObject(json);
      return event;
    }

    private void readObject(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        return;
      }

      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();

        switch (field) {
          case "eventSource" -> source = text(json);
          case "eventName" -> name = text(json);
          case "s3" -> readObject(json);
          case "bucket" -> readBucket(json);
          case "object" -> readKey(json);
          default -> json.skipChildren();
        }
      }
    }

    private void readBucket(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        return;
      }

      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();

        if (field.equals("name")) {
          bucket = text(json);
        } else {
          json.skipChildren();
        }
      }
    }

    private void readKey(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        return;
      }

      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();

        switch (field) {
          case "key" -> key = text(json);
          case "eTag", "etag" -> etag = text(json);
          case "size" ->
              size = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : -1;
          default -> json.skipChildren();
        }
      }
    }

    String key() {
      if (key == null) {
        throw new IllegalArgumentException("the key is missing");
      }

      return key;
    }

    CreatedObject object(String decodedKey) {
      if (bucket == null || etag == null) {
        throw new IllegalArgumentException("the bucket or the ETag is missing");
      }

      return new CreatedObject(bucket, decodedKey, etag.replace("\"", ""), size);
    }
  }

  /** The text here, or null for anything else. */
  private static String text(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }

    json.skipChildren();
    return null;
  }
}
