package io.guardlake.jobs.alert.deliver;

import static io.guardlake.jobs.alert.Rows.NOON;

import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.jobs.alert.rule.DeliveryWish;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Delivers notices to a sink's own client, on a virtual clock that waits for nothing. */
final class Drive {
  static final DeliveryWish USUAL = new DeliveryWish(8, Duration.ofHours(1), 4);

  private static final int MOST_WAITING = 10_000;

  private Drive() {}

  /** Told how much virtual time has passed, before each step. */
  @FunctionalInterface
  interface Course {
    void at(Duration elapsed) throws Exception;
  }

  /** Delivers until all is settled; gives what was given up. */
  static List<DeadLetter> to(AlertSink sink, List<Notice> notices, Course course) throws Exception {
    DeliveryQueue queue = new DeliveryQueue(sink.delivery(), sink.limits(), MOST_WAITING);
    List<DeadLetter> dead = new ArrayList<>();
    long start = NOON.toEpochMilli();
    long now = start;
    notices.forEach(notice -> queue.add(sink.message(notice), dead));

    try (AlertClient client = sink.open()) {
      while (queue.size() > 0) {
        course.at(Duration.ofMillis(now - start));
        List<Message> batch = queue.next(now);

        if (batch.isEmpty()) {
          now = Math.max(now + 1, queue.wakeAt().orElseThrow());
        } else {
          List<Outcome> outcomes = client.send(batch).get(1, TimeUnit.MINUTES);
          queue.settle(batch, outcomes, now, dead);
        }
      }
    }

    return dead;
  }

  static List<DeadLetter> to(AlertSink sink, List<Notice> notices) throws Exception {
    return to(sink, notices, elapsed -> {});
  }

  /** Alerts of the findings f0, f1 and so on. */
  static List<Notice> alerts(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> alert(Rows.finding("f" + i, 8).row()))
        .map(Notice.class::cast)
        .toList();
  }

  static Alert alert(TableRow row) {
    return new Alert(
        "rule",
        Set.of("sink"),
        Set.of(Reason.FIRST_SEEN),
        row,
        AccountInfo.unknown(row.text(FindingColumn.ACCOUNT_ID)),
        new Alert.Before(0, 0, 0),
        NOON);
  }

  static List<String> ids(List<? extends Notice> notices) {
    return notices.stream().map(Notice::id).toList();
  }
}
