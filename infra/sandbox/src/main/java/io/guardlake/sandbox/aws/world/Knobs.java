package io.guardlake.sandbox.aws.world;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What goes wrong, and how long things take, all on the virtual clock. Without any setting nothing
 * goes wrong and nothing takes time, save that GuardDuty stops a failing export in the end. Safe
 * for use by several threads.
 */
public final class Knobs {
  private final Map<String, Integer> throttled = new HashMap<>();
  private final Map<String, Unprocessed> unprocessed = new HashMap<>();
  private final Set<String> failingRegions = new HashSet<>();
  private final Set<Denial> denials = new HashSet<>();
  private final Set<String> rejectedPrincipals = new HashSet<>();
  private final Map<String, Set<String>> missingFeatures = new HashMap<>();
  private int changesLeft = Integer.MAX_VALUE;
  private Duration propagation = Duration.ZERO;
  private Duration verification = Duration.ZERO;
  private Duration delegation = Duration.ZERO;
  private Duration stopping = Duration.ofDays(1);
  private EndOfLists endOfLists = EndOfLists.WITH_LAST_ITEM;
  private int pageSize = Integer.MAX_VALUE;

  /** How a list of several pages ends. */
  public enum EndOfLists {
    /** The page with the last item has no token. */
    WITH_LAST_ITEM,
    /** The page with the last item has a token, and an empty page follows. */
    WITH_EMPTY_PAGE
  }

  private record Denial(String account, String operation, String region) {}

  private record Unprocessed(String result, int times) {}

  /** How long a policy that was put stays unseen by GuardDuty, which acts on the one before. */
  public synchronized Knobs policiesSeenAfter(Duration delay) {
    propagation = requireNonNull(delay, "delay is null");
    return this;
  }

  /** How long a destination is PENDING_VERIFICATION. */
  public synchronized Knobs destinationsVerifiedAfter(Duration delay) {
    verification = requireNonNull(delay, "delay is null");
    return this;
  }

  /**
   * How long an organization's first delegation takes. Until then no other region takes one, and
   * the administrator has no detector:
   * https://github.com/aws-samples/aws-secure-environment-accelerator/issues/778.
   */
  public synchronized Knobs delegationTakes(Duration delay) {
    delegation = requireNonNull(delay, "delay is null");
    return this;
  }

  /** How long an export fails until GuardDuty stops it. AWS does not say how long. */
  public synchronized Knobs exportsStoppedAfter(Duration delay) {
    stopping = requireNonNull(delay, "delay is null");
    return this;
  }

  public synchronized Knobs listsEnd(EndOfLists end) {
    endOfLists = requireNonNull(end, "end is null");
    return this;
  }

  /** The most items in a page of any list, whatever a caller asks for. */
  public synchronized Knobs pagesOf(int items) {
    if (items < 1) {
      throw new IllegalArgumentException("A page has at least one item, not " + items);
    }

    pageSize = items;
    return this;
  }

  /**
   * The next calls of an operation are told to slow down.
   *
   * @param operation such as {@code guardduty:CreateDetector}
   */
  public synchronized Knobs throttle(String operation, int calls) {
    throttled.put(operation, calls);
    return this;
  }

  /** Calls about an account's membership leave it out so often, giving a reason. */
  public synchronized Knobs leaveUnprocessed(String account, String result, int calls) {
    unprocessed.put(account, new Unprocessed(result, calls));
    return this;
  }

  /** Every call to a region ends with AWS's internal error, until it is repaired. */
  public synchronized Knobs failRegion(String region) {
    failingRegions.add(region);
    return this;
  }

  public synchronized Knobs repairRegion(String region) {
    failingRegions.remove(region);
    return this;
  }

  /**
   * So many more calls that change something come through, and no other: what a caller that is
   * killed between two of its calls leaves behind.
   */
  public synchronized Knobs changesLeft(int calls) {
    changesLeft = calls;
    return this;
  }

  /** An account's callers are denied an operation in a region. */
  public synchronized Knobs deny(String account, String operation, String region) {
    denials.add(new Denial(account, operation, region));
    return this;
  }

  public synchronized Knobs allowAgain(String account, String operation, String region) {
    denials.remove(new Denial(account, operation, region));
    return this;
  }

  /** KMS and S3 do not know a service principal, as of a young region. */
  public synchronized Knobs rejectPrincipal(String principal) {
    rejectedPrincipals.add(principal);
    return this;
  }

  /** A region has not a feature of GuardDuty. */
  public synchronized Knobs withoutFeature(String region, String feature) {
    missingFeatures.computeIfAbsent(region, any -> new HashSet<>()).add(feature);
    return this;
  }

  public synchronized Duration propagation() {
    return propagation;
  }

  public synchronized Duration verification() {
    return verification;
  }

  public synchronized Duration delegation() {
    return delegation;
  }

  public synchronized Duration stopping() {
    return stopping;
  }

  public synchronized EndOfLists endOfLists() {
    return endOfLists;
  }

  public synchronized int pageSize() {
    return pageSize;
  }

  /** Whether this call is told to slow down; counts it. */
  public synchronized boolean throttles(String operation) {
    int left = throttled.getOrDefault(operation, 0);

    if (left > 0) {
      throttled.put(operation, left - 1);
    }

    return left > 0;
  }

  /** Why this call leaves an account out, if it does; counts it. */
  public synchronized Optional<String> leavesUnprocessed(String account) {
    Unprocessed left = unprocessed.get(account);

    if (left == null || left.times() == 0) {
      return Optional.empty();
    }

    unprocessed.put(account, new Unprocessed(left.result(), left.times() - 1));
    return Optional.of(left.result());
  }

  /** Whether a call that changes something is one too many; counts it otherwise. */
  public synchronized boolean comesTooLate() {
    if (changesLeft == Integer.MAX_VALUE) {
      return false;
    }

    changesLeft--;
    return changesLeft < 0;
  }

  public synchronized boolean fails(String region) {
    return failingRegions.contains(region);
  }

  public synchronized boolean denies(String account, String operation, String region) {
    return denials.contains(new Denial(account, operation, region));
  }

  public synchronized boolean rejects(String principal) {
    return rejectedPrincipals.contains(principal);
  }

  public synchronized boolean lacksFeature(String region, String feature) {
    return missingFeatures.getOrDefault(region, Set.of()).contains(feature);
  }
}
