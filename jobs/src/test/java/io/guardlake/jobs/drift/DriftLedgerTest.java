package io.guardlake.jobs.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftLedgerTest {
  private static final long HOUR = DriftLedger.LONGEST_WAIT.toMillis();

  private final DriftLedger ledger = new DriftLedger("run");

  @Test
  void aFieldThatDriftsForTheFirstTimeIsDueAtOnce() {
    assertThat(ledger.isDue(0)).isFalse();

    ledger.add(count("a", 1));

    assertThat(ledger.isDue(0)).isTrue();
    assertThat(ledger.take(0)).containsExactly(count("a", 1));
    assertThat(ledger.isDue(0)).isFalse();
  }

  @Test
  void moreOfTheSameWaitsUntilItDoublesOrAnHourHasPassed() {
    ledger.add(count("a", 10));
    ledger.take(5);
    ledger.add(count("a", 9));

    assertThat(ledger.isDue(5 + HOUR - 1)).isFalse();
    assertThat(ledger.isDue(5 + HOUR)).isTrue();

    ledger.add(count("a", 1));

    assertThat(ledger.isDue(6)).isTrue();
  }

  /** What the promise of few files rests on: batches grow with the logarithm of the drift. */
  @Test
  void anExportThatDriftsForEverMakesFewBatches() {
    int batches = 0;
    long minute = HOUR / 60;

    for (int checkpoint = 0; checkpoint < 24 * 60; checkpoint++) {
      ledger.add(count("a", 1_000));

      if (ledger.isDue(checkpoint * minute)) {
        ledger.take(checkpoint * minute);
        batches++;
      }
    }

    assertThat(batches).isLessThanOrEqualTo(24 + 11);
  }

  @Test
  void nothingIsTakenTwiceOrLost() {
    ledger.add(new DriftCount(field("a"), 2, 50, 60, "first", 3));
    ledger.add(new DriftCount(field("a"), 3, 40, 55, "second", 4));

    assertThat(ledger.take(0)).containsExactly(new DriftCount(field("a"), 5, 40, 60, "first", 3));
    assertThat(ledger.take(0)).isEmpty();
    assertThat(ledger.ofRun()).isEqualTo(Map.of(field("a"), 5L));
  }

  @Test
  void fieldsPastTheBoundAreCountedAsOne() {
    for (int i = 0; i < DriftLedger.MOST_FIELDS + 70; i++) {
      ledger.add(count("path" + i, 2));
    }

    List<DriftCount> taken = ledger.take(0);

    assertThat(taken).hasSize(DriftLedger.MOST_FIELDS + 1);
    assertThat(taken.get(DriftLedger.MOST_FIELDS).field()).isEqualTo(FieldDrift.morePaths());
    assertThat(taken.get(DriftLedger.MOST_FIELDS).occurrences()).isEqualTo(140);
  }

  @Test
  void comesBackFromItsBytesAsItWas() throws IOException {
    ledger.add(count("a", 4));
    ledger.take(7);
    ledger.add(count("a", 1));
    ledger.add(count("b", 2));

    DriftLedger restored = DriftLedger.fromBytes(ledger.toBytes(), "run");

    assertThat(restored.ofRun()).isEqualTo(Map.of(field("a"), 5L, field("b"), 2L));
    assertThat(restored.take(8)).containsExactly(count("a", 1), count("b", 2));
  }

  @Test
  void anotherRunCountsItsOwn() throws IOException {
    ledger.add(count("a", 4));

    DriftLedger next = DriftLedger.fromBytes(ledger.toBytes(), "another run");
    next.add(count("a", 1));

    assertThat(next.ofRun()).isEqualTo(Map.of(field("a"), 1L));
    assertThat(next.take(8)).containsExactly(count("a", 5));
  }

  private static DriftCount count(String path, long occurrences) {
    return new DriftCount(field(path), occurrences, 1, 2, "s3://bucket/key", 1);
  }

  private static FieldDrift field(String path) {
    return new FieldDrift(DriftListener.Kind.UNKNOWN_FIELD, path);
  }
}
