package io.guardlake.jobs.source;

import static io.guardlake.jobs.source.EnumeratorRig.POLL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.source.store.StoreException.Scope;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

class ExportEnumeratorTest {
  private static final ListingLimits SMALL =
      new ListingLimits(
          2, 1000, 10, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10), 3);

  @Test
  void listsTheWindowFromLookBackToTomorrow() {
    EnumeratorRig rig = new EnumeratorRig(1);
    rig.object("2026-03-07", "before");
    rig.object("2026-03-08", "first");
    rig.object("2026-03-11", "tomorrow");
    rig.object("2026-03-12", "after");
    rig.start().readersAskForAll().poll();

    assertThat(rig.names()).containsExactly("first", "tomorrow");
  }

  @Test
  void movesTheWindowAtMidnightWithoutLosingWhatCameJustBefore() {
    EnumeratorRig rig = new EnumeratorRig(1);
    rig.time("2026-03-10T23:59:59Z");
    rig.start().readersAskForAll().poll();
    rig.object("2026-03-08", "written before midnight");
    rig.time("2026-03-11T00:00:01Z");
    rig.object("2026-03-12", "of the new tomorrow");
    rig.poll();
    rig.object("2026-03-08", "too late");
    rig.poll();

    assertThat(rig.names())
        .containsExactlyInAnyOrder("written before midnight", "of the new tomorrow");
  }

  @Test
  void measuresHowLongItTakesFromFindingAnObjectToReadingIt() {
    EnumeratorRig rig = new EnumeratorRig(1).start();
    rig.object("2026-03-10", "a");
    rig.object("2026-03-10", "b");
    rig.poll();
    // Found, and no reader is there yet.
    assertThat(rig.progress().pending()).isEqualTo(2);
    rig.background.advance(Duration.ofMinutes(2));
    rig.readersAskForAll();
    rig.background.advance(Duration.ofMinutes(1));
    assertThat(read(rig).size()).as("nothing is read yet").isZero();

    rig.finishAll();

    // Found in the poll of 31 seconds.
    assertThat(read(rig).size()).isEqualTo(2);
    assertThat(read(rig).getMin()).isBetween(180_000L, 211_000L);
    assertThat(read(rig).getMax()).isBetween(180_000L, 211_000L);
  }

  @Test
  void anObjectThatAReaderLostIsMeasuredFromWhenItWasFound() {
    EnumeratorRig rig = new EnumeratorRig(1).start().readersAskForAll();
    rig.object("2026-03-10", "a");
    rig.poll();
    rig.background.advance(Duration.ofMinutes(5));
    ExportSplit lost = rig.context.assigned.get(0);
    rig.fail(lost);
    rig.readersAskForAll();
    rig.background.advance(Duration.ofMinutes(1));
    rig.finish(lost);

    assertThat(read(rig).size()).isEqualTo(1);
    assertThat(read(rig).getMin()).isBetween(360_000L, 391_000L);
  }

  @Test
  void whatAReaderHadBeforeARestoreIsMeasuredFromTheRestore() throws IOException {
    EnumeratorRig rig = new EnumeratorRig(1).start().readersAskForAll();
    rig.object("2026-03-10", "held by the reader");
    rig.poll();
    ExportSplit held = rig.context.assigned.get(0);
    rig.background.advance(Duration.ofHours(1));
    rig.start(rig.snapshot(1));
    rig.enumerator.handleSourceEvent(0, new ReaderStarted(List.of(HeldSplit.of(held))));
    rig.background.advance(Duration.ofSeconds(7));
    rig.finish(held);

    assertThat(read(rig).getValues()).containsExactly(7_000);
  }

  private static HistogramStatistics read(EnumeratorRig rig) {
    return rig.metrics.histogram(SourceMetrics.DISCOVERED_TO_READ);
  }

  @Test
  void listsEveryDayThatALongStopSkipped() throws IOException {
    EnumeratorRig rig = new EnumeratorRig(1).start();
    rig.readersAskForAll().poll();
    EnumeratorState state = rig.snapshot(1);
    rig.time("2026-03-20T12:00:00Z");
    rig.object("2026-03-13", "of the stop");
    rig.object("2026-03-07", "before the fence");
    rig.start(state).readersAskForAll().poll();

    assertThat(rig.names()).containsExactly("of the stop");
  }

  @Test
  void findsAnAccountAndARegionThatAppear() {
    EnumeratorRig rig = new EnumeratorRig(1);
    rig.object("2026-03-01", "of a known account");
    rig.start().readersAskForAll().poll();
    rig.store.put(ExportTree.key("999988887777", "us-east-1", "2026-03-10", "a"));
    rig.store.put("AWSLogs/o-abc/999988887777/GuardDuty/ap-south-1/2026/03/10/b.jsonl.gz");
    assertThat(rig.names()).isEmpty();

    rig.poll();
    assertThat(rig.names()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void readsAnObjectAgainOnlyWhereItWasOverwritten() {
    EnumeratorRig rig = new EnumeratorRig(1);
    rig.object("2026-03-10", "a");
    rig.object("2026-03-10", "b");
    rig.start().readersAskForAll().poll();
    rig.store.put(ExportTree.key("2026-03-10", "b"), "other", new byte[] {2});
    rig.poll();
    rig.poll();

    assertThat(rig.names()).containsExactly("a", "b", "b");
  }

  @Test
  void remembersNoMoreThanTheWindowHolds() throws IOException {
    ReadMode noReconcile = new ReadMode.Continuous(Duration.ofDays(2), POLL, POLL, null, List.of());

    assertThat(seenAfterSixtyDays(new EnumeratorRig(1).mode(noReconcile))).isEqualTo(3);
    assertThat(seenAfterSixtyDays(new EnumeratorRig(1)))
        .as("late objects are looked for 30 days back")
        .isEqualTo(31);
  }

  private static int seenAfterSixtyDays(EnumeratorRig rig) throws IOException {
    rig.start().readersAskForAll();

    for (int day = 0; day < 60; day++) {
      LocalDate date = LocalDate.of(2026, 3, 10).plusDays(day);
      rig.time(date + "T12:00:00Z");
      rig.object(date.toString(), "a" + day);
      rig.background.advance(POLL.multipliedBy(21));
    }

    assertThat(rig.names()).hasSize(60);
    return rig.snapshot(1).seen().size();
  }

  @Test
  void goesOnFromASnapshotWithoutLosingOrRepeating() throws IOException {
    EnumeratorRig rig = new EnumeratorRig(1);
    rig.object("2026-03-10", "read");
    rig.start().readersAskForAll().poll();
    rig.enumerator.addSplitsBack(List.copyOf(rig.context.assigned), 0);
    rig.object("2026-03-10", "pending");
    rig.poll();
    EnumeratorState state = rig.snapshot(1);
    ExportSplit lost = rig.context.assigned.get(0);
    rig.start(state).readersAskForAll().poll();

    assertThat(rig.names()).containsExactly("read", "pending");
    assertThat(rig.context.assigned.get(0)).isEqualTo(lost);
    assertThat(rig.context.assigned).extracting(ExportSplit::splitId).doesNotHaveDuplicates();
  }

  @Test
  void assignsNothingToAReaderThatIsGone() {
    EnumeratorRig rig = new EnumeratorRig(2).start();
    rig.readersAskForAll();
    rig.context.readers.remove(0);
    rig.object("2026-03-10", "a");
    rig.poll();

    assertThat(rig.names()).containsExactly("a");
  }

  @Test
  void stopsListingWhileTooMuchIsPending() {
    EnumeratorRig rig = new EnumeratorRig(1).limits(SMALL);
    rig.store.pageSize = 5;

    for (int i = 0; i < 200; i++) {
      rig.object("2026-03-10", "a" + i);
    }

    rig.start().poll();
    String days = ExportTree.key("2026-03-10", "a").replaceFirst("2026/.*", "2026/");
    int listings = rig.store.listingsBelow(days);
    assertThat(listings).isPositive();
    rig.poll();

    assertThat(rig.progress().pending()).isEqualTo(10);
    assertThat(rig.store.listingsBelow(days)).isEqualTo(listings);

    rig.readersAskForAll().poll();
    assertThat(rig.names()).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void aBoundedListingWaitsForReadersToo() {
    EnumeratorRig rig = new EnumeratorRig(1).bounded().limits(SMALL);
    rig.store.pageSize = 5;

    for (int i = 0; i < 50; i++) {
      rig.object("2026-03-10", "a" + i);
    }

    rig.start().poll();
    assertThat(rig.progress().pending()).isEqualTo(10);

    rig.readersAskForAll().poll();
    assertThat(rig.names()).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void backsOffFromListingErrorsAndGoesOn() {
    EnumeratorRig rig = new EnumeratorRig(1);
    rig.object("2026-03-10", "a");
    rig.store.listingError = MemoryStore.error(Scope.OBJECT, QuarantineReason.UNREADABLE, "No.");
    rig.start().readersAskForAll();
    rig.background.advance(Duration.ofMinutes(9));
    int tries = rig.store.listings.get();
    rig.store.listingError = null;
    rig.background.advance(Duration.ofMinutes(1));

    assertThat(tries).isBetween(8, 16);
    assertThat(rig.progress().listingErrors()).isEqualTo(tries);
    assertThat(rig.names()).containsExactly("a");
  }

  @Test
  void failsTheJobWhereListingFailsForTooLong() {
    EnumeratorRig rig = new EnumeratorRig(1);
    rig.store.listingError =
        MemoryStore.error(Scope.OBJECT, QuarantineReason.ACCESS_DENIED, "s3://bucket is shut.");
    rig.start();

    assertThatThrownBy(() -> rig.background.advance(Duration.ofMinutes(17)))
        .hasMessageContaining("s3://bucket is shut.")
        .hasMessageContaining("could not be listed for");
  }

  @Test
  void failsABoundedJobAfterAFewTries() {
    EnumeratorRig rig = new EnumeratorRig(1).bounded();
    rig.store.listingError = MemoryStore.error(Scope.OBJECT, QuarantineReason.NOT_FOUND, "Gone.");
    rig.start();

    assertThatThrownBy(() -> rig.background.advance(Duration.ofMinutes(1)))
        .hasMessageContaining("in 3 tries. Gone.");
    assertThat(rig.store.listings).hasValue(3);
  }

  @Test
  void readsABoundedExportInTheOrderOfDaysAcrossAccounts() {
    EnumeratorRig rig = new EnumeratorRig(1).bounded();
    rig.store.put(ExportTree.key("999988887777", "us-east-1", "2024-12-31", "1"));
    rig.store.put(ExportTree.key("111122223333", "us-east-1", "2025-01-01", "2"));
    rig.store.put(ExportTree.key("999988887777", "us-east-1", "2025-01-01", "3"));
    rig.store.put(ExportTree.key("111122223333", "us-east-1", "2025-10-02", "4"));
    rig.start().readersAskForAll().poll();

    assertThat(rig.names()).containsExactly("1", "2", "3", "4");
    assertThat(rig.context.noMoreSplits).containsExactly(0);
  }

  @Test
  void goesOnWithABoundedListingFromTheMiddleOfADay() throws IOException {
    EnumeratorRig rig = new EnumeratorRig(1).bounded().limits(SMALL);
    rig.store.pageSize = 2;

    for (int i = 0; i < 7; i++) {
      rig.object("2025-01-0" + (i / 3 + 1), "a" + i);
    }

    rig.start().readersAskForAll();

    while (rig.names().size() < 5) {
      rig.background.step();
    }

    List<String> before = rig.names();
    EnumeratorState state = rig.snapshot(1);
    rig.start(state).readersAskForAll().poll();

    assertThat(before).containsExactly("a0", "a1", "a2", "a3", "a4");
    assertThat(rig.names()).containsExactly("a5", "a6");
    assertThat(rig.snapshot(2).seen().size()).isLessThanOrEqualTo(1);
  }

  @Test
  void countsForeignKeysAndMarkersOnceHoweverOftenListed() {
    EnumeratorRig rig = new EnumeratorRig(1);
    rig.store.put("AWSLogs/111122223333/GuardDuty/eu-central-1/2026/03/10/readme.txt");
    rig.store.put("AWSLogs/111122223333/GuardDuty/eu-central-1/2026/03/10/", "e", new byte[0]);
    rig.store.put("AWSLogs/nobody/x");
    rig.store.put("beside");
    rig.start().readersAskForAll().poll();
    rig.poll();
    rig.poll();

    assertThat(rig.names()).isEmpty();
    assertThat(rig.progress().listings()).isGreaterThan(1);
    assertThat(rig.progress().foreignKeys()).isEqualTo(3);
    assertThat(rig.progress().markers()).isEqualTo(1);
  }

  @Test
  void isIdleOnlyOnceACheckpointCoversWhatWasRead() throws IOException {
    EnumeratorRig rig = new EnumeratorRig(1);
    rig.object("2026-03-10", "a");
    rig.start().poll();
    rig.checkpoint(1);
    assertThat(rig.progress().idleSince()).isEmpty();

    rig.readersAskForAll();
    rig.checkpoint(2);
    assertThat(rig.progress().idleSince()).isEmpty();

    EnumeratorState taken = rig.snapshot(3);
    assertThat(taken.pending()).isEmpty();
    rig.finishAll();
    rig.enumerator.notifyCheckpointComplete(3);
    assertThat(rig.progress().idleSince()).isEmpty();

    rig.checkpoint(4);
    assertThat(rig.progress().idleSince()).isPresent();

    rig.object("2026-03-10", "b");
    rig.poll();
    assertThat(rig.progress().idleSince()).isEmpty();
  }
}
