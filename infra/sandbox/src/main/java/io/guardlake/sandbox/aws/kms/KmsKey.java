package io.guardlake.sandbox.aws.kms;

import io.guardlake.sandbox.aws.policy.PolicyHistory;
import io.guardlake.sandbox.aws.world.Region;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A symmetric key. Its owner's requests change it under the world's lock. */
final class KmsKey {
  private final String id;
  private final String account;
  private final String region;
  private final String description;
  private final Instant createdAt;
  private final PolicyHistory policy = new PolicyHistory();
  private final Map<String, String> tags = new TreeMap<>();
  private State state = State.ENABLED;
  private Rotation rotation = Rotation.OFF;
  private Instant deletedAt;

  enum State {
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    PENDING_DELETION("PendingDeletion");

    private final String name;

    State(String name) {
      this.name = name;
    }

    String text() {
      return name;
    }
  }

  enum Rotation {
    ON,
    OFF
  }

  KmsKey(String id, String account, String region, String description, Instant createdAt) {
    this.id = id;
    this.account = account;
    this.region = region;
    this.description = description;
    this.createdAt = createdAt;
  }

  String id() {
    return id;
  }

  String account() {
    return account;
  }

  String region() {
    return region;
  }

  String description() {
    return description;
  }

  String arn() {
    return "arn:%s:kms:%s:%s:key/%s"
        .formatted(Region.of(region).orElseThrow().partition().id(), region, account, id);
  }

  Instant createdAt() {
    return createdAt;
  }

  PolicyHistory policy() {
    return policy;
  }

  Map<String, String> tags() {
    return tags;
  }

  State state() {
    return state;
  }

  void enable() {
    state = State.ENABLED;
  }

  void disable() {
    state = State.DISABLED;
  }

  void deleteAt(Instant instant) {
    state = State.PENDING_DELETION;
    deletedAt = instant;
  }

  /** A key whose deletion is cancelled is disabled. */
  void keep() {
    state = State.DISABLED;
    deletedAt = null;
  }

  Optional<Instant> deletedAt() {
    return Optional.ofNullable(deletedAt);
  }

  Rotation rotation() {
    return rotation;
  }

  void rotate(Rotation newRotation) {
    rotation = newRotation;
  }
}
