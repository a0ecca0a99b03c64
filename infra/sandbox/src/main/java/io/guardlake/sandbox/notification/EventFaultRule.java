package io.guardlake.sandbox.notification;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.fault.Occurrence;

/**
 * Which events a fault strikes.
 *
 * @param fault what it does to them
 * @param occurrence which events, counted from 1 over all buckets and queues
 */
public record EventFaultRule(EventFault fault, Occurrence occurrence) {
  public EventFaultRule {
    requireNonNull(fault, "fault is null");
    requireNonNull(occurrence, "occurrence is null");
  }

  public static EventFaultRule always(EventFault fault) {
    return new EventFaultRule(fault, new Occurrence.Always());
  }

  public static EventFaultRule nth(EventFault fault, long position) {
    return new EventFaultRule(fault, new Occurrence.Nth(position));
  }

  public static EventFaultRule withProbability(EventFault fault, double probability) {
    return new EventFaultRule(fault, new Occurrence.Chance(probability));
  }
}
