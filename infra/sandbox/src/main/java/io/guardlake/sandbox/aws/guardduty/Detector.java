package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.guardlake.sandbox.aws.world.Region;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An account's detector in a region, with all that hangs on it. */
final class Detector {
  final String id;
  final String account;
  final String region;
  final Instant createdAt;
  final Map<String, Feature> features = new LinkedHashMap<>();
  final Map<String, String> tags = new TreeMap<>();
  final Map<String, Finding> findings = new LinkedHashMap<>();
  final Map<String, JsonNode> filters = new LinkedHashMap<>();
  final Map<String, Member> members = new LinkedHashMap<>();
  final OrganizationConfiguration organization = new OrganizationConfiguration();
  Instant updatedAt;
  String status = "ENABLED";
  String frequency = "SIX_HOURS";
  Destination destination;

  /** How an organization's members are to be set up in this region. */
  static final class OrganizationConfiguration {
    final Map<String, Feature> features = new LinkedHashMap<>();
    String members = "NONE";
    Instant changedAt = Instant.MIN;
  }

  /**
   * A member of this detector's account.
   *
   * @param relationship Enabled, Created or Removed
   */
  record Member(String account, String email, String relationship, Instant updatedAt) {
    boolean isAssociated() {
      return relationship.equals("Enabled");
    }
  }

  Detector(String id, String account, String region, Instant createdAt) {
    this.id = id;
    this.account = account;
    this.region = region;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  String arn() {
    return "arn:%s:guardduty:%s:%s:detector/%s"
        .formatted(Region.of(region).orElseThrow().partition().id(), region, account, id);
  }

  Optional<Destination> destination() {
    return Optional.ofNullable(destination);
  }
}
