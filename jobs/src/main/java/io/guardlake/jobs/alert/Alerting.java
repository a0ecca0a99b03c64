package io.guardlake.jobs.alert;

import io.guardlake.jobs.alert.account.AccountDirectory;
import io.guardlake.jobs.alert.deliver.DeliverAlertsFactory;
import io.guardlake.jobs.alert.fire.FireAlerts;
import io.guardlake.jobs.alert.fire.LimitAlerts;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.notice.NoticeTypes;
import io.guardlake.jobs.alert.rule.AlertRules;
import io.guardlake.jobs.alert.rule.SinkWish;
import io.guardlake.jobs.alert.sink.AlertSinks;
import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.StreamTypes;
import io.guardlake.schemas.table.TableRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the graph that tells people: rules, their limits, and delivery to each sink. The uids
 * are what state is found by, and never change; a sink's is its name in the rules file.
 */
public final class Alerting {
  private Alerting() {}

  /**
   * Adds it behind the dedup.
   *
   * @param versions each version of each finding once, spread by its finding as the dedup spreads
   *     them
   * @param remember how long a finding is remembered after its last version
   * @return what could not be delivered, of the table of dead letters
   */
  public static DataStream<TableRow> attach(
      DataStream<TableRow> versions,
      AlertRules rules,
      AccountDirectory accounts,
      Duration remember) {
    DataStream<Notice> notices =
        DataStreamUtils.reinterpretAsKeyedStream(
                versions, row -> Identity.ofFinding(row).key(), StreamTypes.ROW_KEY)
            .process(new FireAlerts(rules, accounts, remember))
            .returns(NoticeTypes.FIRED)
            .setParallelism(versions.getParallelism())
            .name("Fire alerts")
            .uid("fire-alerts")
            .keyBy(fired -> fired.alert().rule())
            .process(new LimitAlerts(rules))
            .returns(NoticeTypes.NOTICE)
            .setParallelism(1)
            .name("Limit alerts")
            .uid("limit-alerts");
    List<DataStream<TableRow>> deadLetters = new ArrayList<>();

    for (Map.Entry<String, SinkWish> sink : new TreeMap<>(rules.sinks()).entrySet()) {
      deadLetters.add(deliver(notices, sink.getKey(), sink.getValue()));
    }

    return union(deadLetters);
  }

  private static SingleOutputStreamOperator<TableRow> deliver(
      DataStream<Notice> notices, String name, SinkWish wish) {
    return notices
        .filter(notice -> notice.sinks().contains(name))
        .setParallelism(1)
        .name("For " + name)
        .uid("alerts-for-" + name)
        .transform(
            "Deliver to " + name,
            StreamTypes.TABLE_ROW,
            new DeliverAlertsFactory(name, AlertSinks.of(wish)))
        .setParallelism(1)
        .setMaxParallelism(1)
        .uid("deliver-alerts-" + name);
  }

  @SuppressWarnings("unchecked")
  private static DataStream<TableRow> union(List<DataStream<TableRow>> streams) {
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("the rules have no sink");
    }

    return streams.get(0).union(streams.subList(1, streams.size()).toArray(DataStream[]::new));
  }
}
