package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.generator.SingleFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A finding as GuardDuty keeps it: its newest state. */
final class Finding {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SingleFinding source;
  private final Instant createdAt;
  private long count;
  private ObjectNode json;
  private int change;
  private Instant changedAt;
  private Instant unarchivedAt = Instant.MIN;

  Finding(SingleFinding source, Instant now) {
    this.source = source;
    this.createdAt = now;
    occur(now);
  }

  /** It happened again, and is active: all of it but what identifies it is that occurrence's. */
  void occur(Instant now) {
    count++;

    try {
      json = (ObjectNode) JSON.readTree(source.line(count, createdAt, now));
    } catch (IOException impossible) {
      throw new UncheckedIOException("A generated finding is not JSON.", impossible);
    }

    changed(now);
  }

  void archive() {
    ((ObjectNode) json.get("service")).put("archived", true);
  }

  void unarchive(Instant now) {
    if (isArchived()) {
      ((ObjectNode) json.get("service")).put("archived", false);
      unarchivedAt = now;
      changed(now);
    }
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

  Instant createdAt() {
    return createdAt;
  }

  /** The number of its newest change. */
  int change() {
    return change;
  }

  Instant changedAt() {
    return changedAt;
  }

  Instant unarchivedAt() {
    return unarchivedAt;
  }

  private void changed(Instant now) {
    change++;
    changedAt = now;
  }
}
