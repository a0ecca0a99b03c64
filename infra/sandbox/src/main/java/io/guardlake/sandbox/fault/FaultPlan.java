package io.guardlake.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The rules in force; decides what strikes a call and keeps the journal of it. */
final class FaultPlan {
  private final long seed;
  private final List<ActiveRule> rules = new ArrayList<>();
  private final List<AppliedFault> journal = new ArrayList<>();
  private long rulesEver;

  FaultPlan(long seed) {
    this.seed = seed;
  }

  synchronized void apply(FaultRule rule) {
    rulesEver++;
    rules.add(new ActiveRule(rule, seed + rulesEver));
  }

  synchronized void clear() {
    rules.clear();
  }

  /** Every latency that strikes the call, and at most one other fault: the first rule's. */
  synchronized List<Fault> strike(Call call) {
    List<Fault> faults = new ArrayList<>();
    boolean struck = false;

    for (ActiveRule rule : rules) {
      boolean combines = rule.rule.fault() instanceof Fault.Latency;

      if ((combines || !struck) && rule.strikes(call)) {
        faults.add(rule.rule.fault());
        journal.add(new AppliedFault(call, rule.rule.fault()));
        struck |= !combines;
      }
    }

    return faults;
  }

  synchronized boolean hasAny(Predicate<Fault> wanted) {
    return rules.stream().anyMatch(rule -> wanted.test(rule.rule.fault()));
  }

  synchronized List<AppliedFault> journal() {
    return List.copyOf(journal);
  }

  /** A number for choices within a call, the same for the same seed and call. */
  long seedFor(Call call) {
    return seed * 31 + call.number();
  }

  private static final class ActiveRule {
    private final FaultRule rule;
    private final long seed;
    private long matched;
    private long struck;

    private ActiveRule(FaultRule rule, long seed) {
      this.rule = rule;
      this.seed = seed;
    }

    private boolean strikes(Call call) {
      if (struck == rule.times() || !rule.concerns(call)) {
        return false;
      }

      matched++;

      if (!rule.occurrence().strikes(matched, seed)) {
        return false;
      }

      struck++;
      return true;
    }
  }
}
