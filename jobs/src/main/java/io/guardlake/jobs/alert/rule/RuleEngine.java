package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Decides which rules fire for a version. Knows no clock and keeps nothing. */
public final class RuleEngine {
  private final AlertRules rules;
  private final Function<String, AccountInfo> accounts;

  public RuleEngine(AlertRules rules, Function<String, AccountInfo> accounts) {
    this.rules = requireNonNull(rules, "rules is null");
    this.accounts = requireNonNull(accounts, "accounts is null");
  }

  /**
   * What fired, and what to remember.
   *
   * @param account what is known of the version's account
   */
  public record Evaluation(FindingHistory history, List<Firing> firings, AccountInfo account) {
    public Evaluation {
      requireNonNull(history, "history is null");
      firings = List.copyOf(firings);
      requireNonNull(account, "account is null");
    }
  }

  /**
   * Looks at a version that was not seen before.
   *
   * @param before the finding's history without it
   * @param now the time by which versions are old and suppressions end
   */
  public Evaluation evaluate(TableRow row, FindingHistory before, Instant now) {
    Subject subject = new Subject(row, accounts.apply(row.text(FindingColumn.ACCOUNT_ID)));
    VersionFacts facts = VersionFacts.of(row);
    FindingHistory after = before.plus(facts);
    List<Firing> firings = new ArrayList<>();

    for (Rule rule : rules.rules()) {
      Set<Reason> reasons = reasons(rule, subject, before, facts);

      if (reasons.isEmpty()) {
        continue;
      }

      Firing.Outcome outcome = outcome(rule, subject, facts, now);

      if (outcome == Firing.Outcome.ALERT && rule.perFinding() != null) {
        List<Long> fired = after.fired().getOrDefault(rule.name(), List.of());
        Optional<List<Long>> more = rule.perFinding().with(fired, now.toEpochMilli());
        outcome = more.isPresent() ? Firing.Outcome.ALERT : Firing.Outcome.LIMITED;
        after = more.isPresent() ? after.withFired(rule.name(), more.get()) : after;
      }

      firings.add(new Firing(rule, reasons, outcome));
    }

    return new Evaluation(after, firings, subject.account());
  }

  private static Set<Reason> reasons(
      Rule rule, Subject subject, FindingHistory before, VersionFacts facts) {
    boolean sample = Boolean.TRUE.equals(subject.row().cell(FindingColumn.IS_SAMPLE));

    if ((sample && !rule.samples()) || !rule.match().matches(subject)) {
      return Set.of();
    }

    return rule.when().reasons(before, facts);
  }

  private Firing.Outcome outcome(Rule rule, Subject subject, VersionFacts facts, Instant now) {
    if (rule.suppress().stream().anyMatch(each -> each.covers(subject, now))) {
      return Firing.Outcome.SUPPRESSED;
    }

    long age = now.toEpochMilli() - facts.updatedAt() / 1_000;
    return age > rules.oldAfter().toMillis() ? Firing.Outcome.OLD : Firing.Outcome.ALERT;
  }
}
