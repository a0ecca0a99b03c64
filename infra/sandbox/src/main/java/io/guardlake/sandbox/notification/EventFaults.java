package io.guardlake.sandbox.notification;

import io.guardlake.sandbox.fault.ObjectWrite;
import java.util.ArrayList;
import java.util.List;

/** The rules in force for events, and the journal of what they did. */
final class EventFaults {
  private final long seed;
  private final List<EventFaultRule> rules = new ArrayList<>();
  private final List<AppliedEventFault> journal = new ArrayList<>();

  EventFaults(long seed) {
    this.seed = seed;
  }

  synchronized void apply(EventFaultRule rule) {
    rules.add(rule);
  }

  synchronized void clear() {
    rules.clear();
  }

  synchronized List<EventFault> strike(ObjectWrite write, long number) {
    List<EventFault> struck = new ArrayList<>();

    for (int i = 0; i < rules.size(); i++) {
      EventFaultRule rule = rules.get(i);

      if (rule.occurrence().strikes(number, seed + i)) {
        struck.add(rule.fault());
        journal.add(new AppliedEventFault(write, rule.fault()));
      }
    }

    return struck;
  }

  synchronized List<AppliedEventFault> journal() {
    return List.copyOf(journal);
  }
}
