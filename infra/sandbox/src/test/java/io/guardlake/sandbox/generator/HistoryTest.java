package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static final int FINDINGS = 20_000;
  private static final GeneratorSettings SETTINGS =
      GeneratorSettings.endingOn(LocalDate.parse("2026-11-15"))
          .withFindings(FINDINGS)
          .withMeanUpdates(2)
          .withDays(30);
  private static final History HISTORY = new History(SETTINGS, Slots.of(SETTINGS));

  @Test
  void givesEachMalwareScanAFindingOfItsOwn() {
    int scans = 0;

    for (int finding = 0; finding < FINDINGS; finding++) {
      FindingKind kind = FindingKinds.of(SETTINGS.seed(), finding);

      if (kind.type().matches("(Execution|Object):.*/(Malicious|Suspicious)File(!.*)?")) {
        assertThat(HISTORY.slots(finding)).as(kind.type()).hasSize(1);
        assertThat(HISTORY.moment(finding, 0).count()).isEqualTo(1);
        scans++;
      }
    }

    assertThat(scans).isGreaterThan(500);
  }

  @Test
  void updatesFindingsAsOftenAsAskedOnAverage() {
    long updates = 0;

    for (int finding = 0; finding < FINDINGS; finding++) {
      updates += HISTORY.slots(finding).length - 1;
    }

    assertThat((double) updates / FINDINGS).isCloseTo(2, within(0.06));
  }

  @Test
  void keepsTheSeverityThatAFindingHadUnlessItIsASequence() {
    for (int finding = 0; finding < FINDINGS; finding++) {
      int last = HISTORY.slots(finding).length - 1;
      History.Moment first = HISTORY.moment(finding, 0);

      if (!first.kind().isSequence()) {
        assertThat(HISTORY.moment(finding, last).severity()).isEqualTo(first.severity());
        assertThat((int) Double.parseDouble(first.severity())).isEqualTo(first.kind().severity());
      }
    }
  }

  @Test
  void makesEachKindAsOftenForAnySeed() {
    for (long seed : new long[] {1, 2, -7, Long.MAX_VALUE}) {
      Map<FindingKind, Integer> counts = new HashMap<>();

      for (int finding = 0; finding < FINDINGS; finding++) {
        counts.merge(FindingKinds.of(seed, finding), 1, Integer::sum);
      }

      int[] weights = KindWeights.of(FindingKinds.all());
      double total = 0;

      for (int weight : weights) {
        total += weight;
      }

      for (int kind = 0; kind < weights.length; kind++) {
        assertThat((double) counts.get(FindingKinds.all().get(kind)))
            .isCloseTo(FINDINGS / total * weights[kind], within(5.0));
      }
    }
  }
}
