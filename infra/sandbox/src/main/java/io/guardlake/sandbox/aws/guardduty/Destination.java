package io.guardlake.sandbox.aws.guardduty;

import io.guardlake.sandbox.aws.world.Knobs;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where a detector's findings are published to, and how that goes. */
final class Destination {
  private final String id;
  private final Map<String, String> tags = new TreeMap<>();
  private String arn;
  private String keyArn;
  private Status status = Status.PENDING_VERIFICATION;
  private Instant changedAt;
  private Instant failingSince;
  private final Map<String, Integer> exported = new HashMap<>();

  enum Status {
    PENDING_VERIFICATION,
    PUBLISHING,
    UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY,
    STOPPED
  }

  /** Whether GuardDuty may write there now. */
  enum Access {
    GRANTED,
    REFUSED
  }

  Destination(String id, String arn, String keyArn, Instant now) {
    this.id = id;
    change(arn, keyArn, now);
  }

  /** Sets it anew: it is verified again, and gets all that is active again. */
  void change(String newArn, String newKeyArn, Instant now) {
    arn = newArn;
    keyArn = newKeyArn;
    changedAt = now;
    status = Status.PENDING_VERIFICATION;
    failingSince = null;
    exported.clear();
  }

  /**
   * When a finding's newest state became due, or nothing if it was exported. What was never
   * exported is due at the next five minutes, unless it was unarchived; what changed since is due
   * at the next interval.
   */
  Optional<Due> due(Finding finding) {
    Integer last = exported.get(finding.id());

    if (finding.isArchived() || (last != null && last == finding.change())) {
      return Optional.empty();
    }

    if (last != null || finding.unarchivedAt().isAfter(changedAt)) {
      return Optional.of(new Due(finding.changedAt(), Pace.OF_UPDATES));
    }

    Instant since = finding.createdAt().isAfter(changedAt) ? finding.createdAt() : changedAt;
    return Optional.of(new Due(since, Pace.OF_NEW_FINDINGS));
  }

  void exported(Finding finding) {
    exported.put(finding.id(), finding.change());
  }

  /** Since when something is to be exported, and how soon. */
  record Due(Instant since, Pace pace) {}

  enum Pace {
    OF_NEW_FINDINGS,
    OF_UPDATES
  }

  /** Takes note of whether it can be written to. A stopped one stays so until it is changed. */
  void note(Access access, Knobs knobs, Instant now) {
    if (status == Status.STOPPED || changedAt.plus(knobs.verification()).isAfter(now)) {
      return;
    }

    if (access == Access.GRANTED) {
      status = Status.PUBLISHING;
      failingSince = null;
      return;
    }

    if (failingSince == null) {
      failingSince = now;
    }

    status =
        failingSince.plus(knobs.stopping()).isAfter(now)
            ? Status.UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY
            : Status.STOPPED;
  }

  String id() {
    return id;
  }

  String arn() {
    return arn;
  }

  String keyArn() {
    return keyArn;
  }

  String bucket() {
    return DestinationArn.parse(arn).bucket();
  }

  String prefix() {
    return DestinationArn.parse(arn).prefix();
  }

  Status status() {
    return status;
  }

  /** Milliseconds since 1970, 0 when nothing fails. */
  long failingSinceMillis() {
    return failingSince == null ? 0 : failingSince.toEpochMilli();
  }

  Map<String, String> tags() {
    return tags;
  }
}
