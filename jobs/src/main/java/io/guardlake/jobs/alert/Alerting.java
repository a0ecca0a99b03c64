package io.guardlake.jobs.alert;

import io.guardlake.jobs.alert.account.AccountDirectory;
import io.guardlake.jobs.alert.deliver.DeliverAlertsFactory;
import io.guardlake.jobs.alert.fire.FireAlerts;
import io.guardlake.jobs.alert.fire.FireAlertsOperator;
import io.guardlake.jobs.alert.fire.LimitAlerts;
import io.guardlake.jobs.alert.fire.PastVersions;
import io.guardlake.jobs.alert.kafka.KafkaTransactions;
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
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;

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
   * @param past what shall not be told of as if it were new
   * @param runId names the run for those who watch it from within the same JVM
   * @return what could not be delivered, of the table of dead letters; empty where no sink gives up
   */
  public static Optional<DataStream<TableRow>> attach(
      DataStream<TableRow> versions,
      AlertRules rules,
      AccountDirectory accounts,
      Duration remember,
      PastVersions past,
      String runId) {
    DataStream<Notice> notices =
        DataStreamUtils.reinterpretAsKeyedStream(
                versions, row -> Identity.ofFinding(row).key(), StreamTypes.ROW_KEY)
            .transform(
                "Fire alerts",
                NoticeTypes.FIRED,
                new FireAlertsOperator(new FireAlerts(rules, accounts, remember), past))
            .setParallelism(versions.getParallelism())
            .uid("fire-alerts")
            .keyBy(fired -> fired.alert().rule())
            .process(new LimitAlerts(rules))
            .returns(NoticeTypes.NOTICE)
            .setParallelism(1)
            .name("Limit alerts")
            .uid("limit-alerts");
    List<DataStream<TableRow>> deadLetters = new ArrayList<>();

    for (Map.Entry<String, SinkWish> sink : new TreeMap<>(rules.sinks()).entrySet()) {
      String name = sink.getKey();
      DataStream<Notice> own = own(notices, name);

      if (sink.getValue() instanceof SinkWish.Kafka kafka && kafka.transactions() != null) {
        commit(own, name, kafka);
      } else {
        deadLetters.add(deliver(own, name, sink.getValue(), runId));
      }
    }

    return deadLetters.stream().reduce((one, other) -> one.union(other));
  }

  private static DataStream<Notice> own(DataStream<Notice> notices, String name) {
    return notices
        .filter(notice -> notice.sinks().contains(name))
        .setParallelism(1)
        .name("For " + name)
        .uid("alerts-for-" + name);
  }

  /** Exactly once, and so with each checkpoint and not before. */
  private static void commit(DataStream<Notice> notices, String name, SinkWish.Kafka wish) {
    notices
        .sinkTo(KafkaTransactions.sink(wish))
        .setParallelism(1)
        .name("Commit to " + name)
        .uid("deliver-alerts-" + name);
  }

  private static DataStream<TableRow> deliver(
      DataStream<Notice> notices, String name, SinkWish wish, String runId) {
    return notices
        .transform(
            "Deliver to " + name,
            StreamTypes.TABLE_ROW,
            new DeliverAlertsFactory(name, AlertSinks.of(wish), runId))
        .setParallelism(1)
        .setMaxParallelism(1)
        .uid("deliver-alerts-" + name);
  }
}
