package io.guardlake.jobs.alert.rehearsal;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.rule.AlertRules;
import io.guardlake.jobs.alert.rule.FindingHistory;
import io.guardlake.jobs.alert.rule.Firing;
import io.guardlake.jobs.alert.rule.Rate;
import io.guardlake.jobs.alert.rule.Rule;
import io.guardlake.jobs.alert.rule.RuleEngine;
import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.RowKey;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Shows rules a history, version by version, and counts what they would have done. The time of a
 * version is when its object was written: then it would have been told of.
 */
public final class Rehearsal {
  private final RuleEngine engine;
  private final Map<RowKey, FindingHistory> histories = new HashMap<>();
  private final Map<String, List<Long>> told = new HashMap<>();
  private final Map<String, Rate> limits;
  private final Map<String, RuleTally> tallies = new LinkedHashMap<>();
  private long versions;

  public Rehearsal(AlertRules rules, Function<String, AccountInfo> accounts) {
    requireNonNull(rules, "rules is null");
    engine = new RuleEngine(rules, accounts);
    limits =
        rules.rules().stream()
            .filter(rule -> rule.perRule() != null)
            .collect(Collectors.toUnmodifiableMap(Rule::name, Rule::perRule));
    rules.rules().forEach(rule -> tallies.put(rule.name(), RuleTally.nothing(rule.name())));
  }

  /** Shows the next version, in the order in which versions were updated. */
  public void show(TableRow row) {
    versions++;
    RowKey key = Identity.ofFinding(row).key();
    Instant now = Instant.ofEpochMilli(row.number(FindingColumn.EXPORTED_AT) / 1_000);
    RuleEngine.Evaluation evaluation =
        engine.evaluate(row, histories.getOrDefault(key, FindingHistory.EMPTY), now);
    histories.put(key, evaluation.history());

    for (Firing firing : evaluation.firings()) {
      String rule = firing.rule().name();
      boolean within = firing.outcome() == Firing.Outcome.ALERT && within(rule, now);
      tallies.computeIfPresent(rule, (name, tally) -> tally.plus(firing, within, row));
    }
  }

  /** What each rule did so far, in the order of the rules. */
  public List<RuleTally> tallies() {
    return List.copyOf(tallies.values());
  }

  /** How many versions were shown. */
  public long versions() {
    return versions;
  }

  private boolean within(String rule, Instant now) {
    Rate limit = limits.get(rule);

    if (limit == null) {
      return true;
    }

    Optional<List<Long>> more = limit.with(told.getOrDefault(rule, List.of()), now.toEpochMilli());
    more.ifPresent(times -> told.put(rule, times));
    return more.isPresent();
  }
}
