package io.guardlake.sandbox.aws.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A resource's policy over time: who reads it sees the newest, who is asked to obey it may not. */
public final class PolicyHistory {
  private final Deque<Version> versions = new ArrayDeque<>();

  private record Version(Optional<PolicyDocument> policy, Instant putAt) {}

  /** Puts a policy, or none in place of it. */
  public void put(Optional<PolicyDocument> policy, Instant now) {
    versions.addFirst(new Version(policy, now));
  }

  public Optional<PolicyDocument> newest() {
    return versions.isEmpty() ? Optional.empty() : versions.getFirst().policy();
  }

  /**
   * The policy as it is obeyed.
   *
   * @param propagation how long a policy stays unseen; the first one is seen at once
   */
  public Optional<PolicyDocument> seen(Instant now, Duration propagation) {
    Instant until = now.minus(propagation);

    for (Version version : versions) {
      if (!version.putAt().isAfter(until)) {
        return version.policy();
      }
    }

    return versions.isEmpty() ? Optional.empty() : versions.getLast().policy();
  }
}
