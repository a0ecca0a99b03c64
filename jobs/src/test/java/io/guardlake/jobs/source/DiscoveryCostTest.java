package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What discovery costs with more and more history in the bucket, beside Flink's own FileSource over
 * the same bucket. Prints the table of docs/performance.md.
 */
class DiscoveryCostTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
  private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");
  private static final List<String> REGIONS = List.of("eu-central-1", "us-east-1");
  private static final int OBJECTS_A_DAY = 20;

  /** For a poll, over a day of polls, with all that is done beside. */
  private record Cost(double requests, long stateBytes) {}

  private record Row(int days, Cost startedToday, Cost startedThen, Cost fileSource) {}

  @Test
  void costsTheSameHoweverMuchHistoryThereIs() throws Exception {
    List<Row> rows = List.of(row(3), row(90), row(1095));
    print(rows);

    assertThat(rows).extracting(row -> row.startedToday().requests()).containsOnly(first(rows));
    assertThat(rows)
        .extracting(row -> row.startedToday().stateBytes())
        .containsOnly(rows.get(0).startedToday().stateBytes());
    // What a job that has run long remembers is bounded by how far back late objects are looked
    // for.
    assertThat(rows.get(2).startedThen()).isEqualTo(rows.get(1).startedThen());
    assertThat(rows.get(1).fileSource().requests())
        .isGreaterThan(10 * rows.get(0).fileSource().requests());
    assertThat(rows.get(2).fileSource().requests())
        .isGreaterThan(10 * rows.get(1).fileSource().requests());
    assertThat(rows.get(2).fileSource().stateBytes())
        .isGreaterThan(10 * rows.get(1).fileSource().stateBytes());
  }

  private static double first(List<Row> rows) {
    return rows.get(0).startedToday().requests();
  }

  private static Row row(int days) throws Exception {
    return new Row(
        days,
        ours(bucket(days), null),
        ours(bucket(days), TODAY.minusDays(days - 1L)),
        fileSource(bucket(days)));
  }

  private static MemoryStore bucket(int days) {
    MemoryStore store = new MemoryStore();

    for (int day = 0; day < days; day++) {
      for (String account : ACCOUNTS) {
        for (String region : REGIONS) {
          for (int i = 0; i < OBJECTS_A_DAY; i++) {
            String name = UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) day}).toString();
            String date = TODAY.minusDays(day).toString();
            store.put(ExportTree.key(account, region, date, name));
          }
        }
      }
    }

    return store;
  }

  private static Cost ours(MemoryStore store, LocalDate from) throws Exception {
    ReadMode mode =
        new ReadMode.Continuous(
            Duration.ofDays(2), EnumeratorRig.POLL, EnumeratorRig.POLL, from, Reconcile.standard());
    EnumeratorRig rig = new EnumeratorRig(store).mode(mode).start().readersAskForAll();

    for (int minute = 0; minute < 60; minute++) {
      rig.askForMore();
      rig.background.advance(Duration.ofMinutes(1));
    }

    int before = store.listings.get();
    rig.background.advance(Duration.ofDays(1));
    double polls = (double) Duration.ofDays(1).toSeconds() / EnumeratorRig.POLL.toSeconds();
    EnumeratorState state = rig.enumerator.snapshotState(1);
    assertThat(state.pending()).isEmpty();
    return new Cost(
        (store.listings.get() - before) / polls,
        new EnumeratorStateSerializer().serialize(state).length);
  }

  private static Cost fileSource(MemoryStore store) throws Exception {
    FileSourceRig rig = new FileSourceRig(store);
    rig.poll();
    long requests = rig.poll();
    return new Cost(requests, rig.stateBytes());
  }

  private static void print(List<Row> rows) {
    System.out.println(
        "| days of history | Guardlake, started today | Guardlake, running since | FileSource |");
    System.out.println("| --- | --- | --- | --- |");

    for (Row row : rows) {
      System.out.println(
          "| %,d | %s | %s | %s |"
              .formatted(
                  row.days(),
                  text(row.startedToday()),
                  text(row.startedThen()),
                  text(row.fileSource())));
    }
  }

  private static String text(Cost cost) {
    return String.format(
        Locale.ROOT, "%,.1f requests, %,d bytes", cost.requests(), cost.stateBytes());
  }
}
