package io.guardlake.sandbox.fault;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Which calls a fault strikes.
 *
 * @param operations the operations it applies to; empty for all
 * @param keys the keys, listing prefixes or queue names it applies to
 * @param occurrence which of those calls it strikes
 * @param times how often it strikes at most
 * @param fault what it does to them
 */
public record FaultRule(
    Set<Operation> operations, KeyGlob keys, Occurrence occurrence, long times, Fault fault) {
  public FaultRule {
    operations = Set.copyOf(operations);
    requireNonNull(keys, "keys is null");
    requireNonNull(occurrence, "occurrence is null");
    requireNonNull(fault, "fault is null");

    if (times < 1) {
      throw new IllegalArgumentException("times must be positive, not " + times);
    }
  }

  /** A rule that strikes every call of the given operations; of all without any. */
  public static FaultRule on(Fault fault, Operation... operations) {
    return new FaultRule(
        Set.of(operations), KeyGlob.ANY, new Occurrence.Always(), Long.MAX_VALUE, fault);
  }

  /** The same for calls with such keys alone; see {@link KeyGlob}. */
  public FaultRule keys(String glob) {
    return new FaultRule(operations, new KeyGlob(glob), occurrence, times, fault);
  }

  /** The same for one of the calls alone, counted from 1 after the rule was applied. */
  public FaultRule nth(long position) {
    return occurring(new Occurrence.Nth(position));
  }

  /** The same for every so many calls. */
  public FaultRule every(long interval) {
    return occurring(new Occurrence.Every(interval));
  }

  /** The same with a probability for each call. */
  public FaultRule withProbability(double probability) {
    return occurring(new Occurrence.Chance(probability));
  }

  /** The same, at most so many times. */
  public FaultRule times(long newTimes) {
    return new FaultRule(operations, keys, occurrence, newTimes, fault);
  }

  private FaultRule occurring(Occurrence newOccurrence) {
    return new FaultRule(operations, keys, newOccurrence, times, fault);
  }

  boolean concerns(Call call) {
    return (operations.isEmpty() || operations.contains(call.operation()))
        && keys.matches(call.key());
  }
}
