package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.generator.SingleFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A finding as GuardDuty keeps it, and what of it is still to be exported. */
final class Finding {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SingleFinding source;
  private final Instant createdAt;
  private long count;
  private ObjectNode json;
  private Due due = Due.AS_NEW;
  private Instant dueSince;

  /** When its newest state is exported. */
  enum Due {
    AS_NEW,
    WITH_UPDATES,
    NOT
  }

  Finding(SingleFinding source, Instant now) {
    this.source = source;
    this.createdAt = now;
    occur(now);
    due = Due.AS_NEW;
  }

  /** It happened again: all of it but what identifies it is that occurrence's. */
  void occur(Instant now) {
    count++;

    try {
      json = (ObjectNode) JSON.readTree(source.line(count, createdAt, now));
    } catch (IOException impossible) {
      throw new UncheckedIOException("A generated finding is not JSON.", impossible);
    }

    if (due != Due.AS_NEW || count == 1) {
      mark(Due.WITH_UPDATES, now);
    }
  }

  void archive() {
    ((ObjectNode) json.get("service")).put("archived", true);
    due = Due.NOT;
  }

  void unarchive(Instant now) {
    if (isArchived()) {
      ((ObjectNode) json.get("service")).put("archived", false);
      mark(Due.WITH_UPDATES, now);
    }
  }

  void mark(Due newDue, Instant now) {
    due = newDue;
    dueSince = now;
  }

  boolean isArchived() {
    return json.at("/service/archived").asBoolean();
  }

  String id() {
    return json.path("id").asText();
  }

  ObjectNode json() {
    return json;
  }

  Due due() {
    return due;
  }

  Instant dueSince() {
    return dueSince;
  }
}
