package io.guardlake.jobs.alert.fire;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.guardlake.jobs.alert.account.AccountDirectory;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.AlertMetrics;
import io.guardlake.jobs.alert.notice.Digest;
import io.guardlake.jobs.alert.notice.Fired;
import io.guardlake.jobs.alert.rule.AlertRules;
import io.guardlake.jobs.alert.rule.FindingHistory;
import io.guardlake.jobs.alert.rule.Firing;
import io.guardlake.jobs.alert.rule.Rule;
import io.guardlake.jobs.alert.rule.RuleEngine;
import io.guardlake.jobs.alert.rule.VersionFacts;
import io.guardlake.jobs.dedup.RowKey;
import io.guardlake.jobs.dedup.SerializerType;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Evaluates the rules for each version of each finding, once it is known to be new and before it is
 * on its way to a file.
 */
public final class FireAlerts extends KeyedProcessFunction<RowKey, TableRow, Fired> {
  private static final long serialVersionUID = 1;

  private final AlertRules rules;
  private final AccountDirectory accounts;
  private final Duration remember;
  private final Clock clock;
  private transient RuleEngine engine;
  private transient ValueState<FindingHistory> histories;
  private transient Map<String, Counter> fired;
  private transient Map<String, Counter> suppressed;

  /**
   * @param remember how long a finding is remembered after its last version
   */
  public FireAlerts(AlertRules rules, AccountDirectory accounts, Duration remember) {
    this(rules, accounts, remember, Clock.systemUTC());
  }

  FireAlerts(AlertRules rules, AccountDirectory accounts, Duration remember, Clock clock) {
    this.rules = requireNonNull(rules, "rules is null");
    this.accounts = requireNonNull(accounts, "accounts is null");
    this.remember = requireNonNull(remember, "remember is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void open(OpenContext context) {
    engine = new RuleEngine(rules, accounts.open());
    fired = counters(AlertMetrics.FIRED);
    suppressed = counters(AlertMetrics.SUPPRESSED);
    ValueStateDescriptor<FindingHistory> descriptor =
        new ValueStateDescriptor<>(
            "finding-history",
            SerializerType.ofValue(FindingHistory.class, FindingHistorySerializer.INSTANCE));
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(remember)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupIncrementally(2, false)
            .build());
    histories = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(TableRow row, Context context, Collector<Fired> out) throws Exception {
    FindingHistory known = histories.value();
    FindingHistory before = known == null ? FindingHistory.EMPTY : known;
    Instant now = clock.instant();
    RuleEngine.Evaluation evaluation = engine.evaluate(row, before, now);
    histories.update(evaluation.history());

    for (Firing firing : evaluation.firings()) {
      boolean told = firing.outcome() != Firing.Outcome.SUPPRESSED;
      (told ? fired : suppressed).get(firing.rule().name()).inc();

      if (told) {
        out.collect(new Fired(alert(firing, evaluation, row, before, now), cause(firing)));
      }
    }
  }

  /** Learns a version of the current key of which nobody needs to be told. */
  void learn(TableRow row) {
    try {
      FindingHistory known = histories.value();
      FindingHistory before = known == null ? FindingHistory.EMPTY : known;
      histories.update(before.plus(VersionFacts.of(row)));
    } catch (IOException e) {
      throw new UncheckedIOException("The state of alerting cannot be written.", e);
    }
  }

  private Map<String, Counter> counters(String name) {
    MetricGroup group = getRuntimeContext().getMetricGroup();
    return rules.rules().stream()
        .collect(
            toUnmodifiableMap(
                Rule::name, rule -> group.addGroup(AlertMetrics.RULE, rule.name()).counter(name)));
  }

  private static Alert alert(
      Firing firing,
      RuleEngine.Evaluation evaluation,
      TableRow row,
      FindingHistory before,
      Instant now) {
    return new Alert(
        firing.rule().name(),
        firing.rule().sinks(),
        firing.reasons(),
        row,
        evaluation.account(),
        new Alert.Before(before.versions(), before.lastScore(), before.mostOccurrences()),
        now);
  }

  private static Digest.Cause cause(Firing firing) {
    return switch (firing.outcome()) {
      case OLD -> Digest.Cause.OLD;
      case LIMITED -> Digest.Cause.LIMITED;
      case ALERT, SUPPRESSED -> null;
    };
  }
}
