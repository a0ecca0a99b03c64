package io.guardlake.jobs.alert.fire;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.AlertMetrics;
import io.guardlake.jobs.alert.notice.Digest;
import io.guardlake.jobs.alert.notice.Fired;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.notice.NoticeTypes;
import io.guardlake.jobs.alert.rule.AlertRules;
import io.guardlake.jobs.alert.rule.Rate;
import io.guardlake.jobs.alert.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds each rule to its limit, and gathers what it may not tell one by one into a digest. Keyed by
 * the rule.
 */
public final class LimitAlerts extends KeyedProcessFunction<String, Fired, Notice> {
  private static final long serialVersionUID = 1;

  private final Map<String, Rate> limits;
  private final List<String> names;
  private final Duration digestEvery;
  private transient ListState<Long> told;
  private transient ValueState<Digest> digest;
  private transient Map<String, Counter> digested;

  public LimitAlerts(AlertRules rules) {
    requireNonNull(rules, "rules is null");
    this.limits =
        rules.rules().stream()
            .filter(rule -> rule.perRule() != null)
            .collect(toUnmodifiableMap(Rule::name, Rule::perRule));
    this.names = rules.rules().stream().map(Rule::name).toList();
    this.digestEvery = rules.digestEvery();
  }

  @Override
  public void open(OpenContext context) {
    told = getRuntimeContext().getListState(new ListStateDescriptor<>("told", Types.LONG));
    digest = getRuntimeContext().getState(new ValueStateDescriptor<>("digest", NoticeTypes.DIGEST));
    MetricGroup group = getRuntimeContext().getMetricGroup();
    digested =
        names.stream()
            .collect(
                toUnmodifiableMap(
                    name -> name,
                    name ->
                        group.addGroup(AlertMetrics.RULE, name).counter(AlertMetrics.DIGESTED)));
  }

  @Override
  public void processElement(Fired fired, Context context, Collector<Notice> out) throws Exception {
    long now = context.timerService().currentProcessingTime();

    if (fired.digest() != null) {
      gather(fired.alert(), fired.digest(), context, now);
    } else if (within(fired.alert().rule(), now)) {
      out.collect(fired.alert());
    } else {
      gather(fired.alert(), Digest.Cause.LIMITED, context, now);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Notice> out)
      throws Exception {
    Digest gathered = digest.value();

    if (gathered != null) {
      digest.clear();
      out.collect(gathered);
    }
  }

  private boolean within(String rule, long now) throws Exception {
    Rate limit = limits.get(rule);

    if (limit == null) {
      return true;
    }

    List<Long> times = new ArrayList<>();
    told.get().forEach(times::add);
    Optional<List<Long>> more = limit.with(times, now);

    if (more.isPresent()) {
      told.update(more.get());
    }

    return more.isPresent();
  }

  private void gather(Alert alert, Digest.Cause cause, Context context, long now) throws Exception {
    Digest gathered = digest.value();
    Counter counter = digested.get(alert.rule());

    // A rule that was taken out of the file may have alerts on their way.
    if (counter != null) {
      counter.inc();
    }

    if (gathered == null) {
      gathered = Digest.of(alert.rule(), alert.sinks(), Instant.ofEpochMilli(now));
      context.timerService().registerProcessingTimeTimer(now + digestEvery.toMillis());
    }

    digest.update(gathered.plus(alert, cause, Instant.ofEpochMilli(now)));
  }
}
