package io.guardlake.jobs.alert.rule;

import static io.guardlake.jobs.alert.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.schemas.finding.FindingColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
  private final Map<String, FindingHistory> histories = new HashMap<>();

  @Test
  void firesWhenAFindingIsFirstSeenAndWhenItGetsWorse() {
    RuleEngine engine = engine("name: a, send: t");

    assertThat(fired(engine, Rows.finding("f", 5))).containsExactly("a [FIRST_SEEN] ALERT");
    assertThat(fired(engine, Rows.finding("f", 5).at(NOON.plusSeconds(1)))).isEmpty();
    assertThat(fired(engine, Rows.finding("f", 8).at(NOON.plusSeconds(2))))
        .containsExactly("a [SEVERITY_ROSE] ALERT");
    assertThat(fired(engine, Rows.finding("f", 6).at(NOON.plusSeconds(3)))).isEmpty();
    assertThat(fired(engine, Rows.finding("f", 8).at(NOON.plusSeconds(4)))).isEmpty();
    assertThat(fired(engine, Rows.finding("g", 5))).containsExactly("a [FIRST_SEEN] ALERT");
  }

  @Test
  void tellsOfAWorseVersionThatComesLate() {
    RuleEngine engine = engine("name: a, send: t");
    fired(engine, Rows.finding("f", 5).at(NOON.plusSeconds(9)));

    assertThat(fired(engine, Rows.finding("f", 9))).containsExactly("a [SEVERITY_ROSE] ALERT");
  }

  @Test
  void firesOnceAThreshold() {
    RuleEngine engine = engine("name: a, send: t, when: { occurrences: [10, 100] }");
    List<String> fired = new ArrayList<>();

    for (long count : new long[] {1, 9, 10, 50, 40, 150, 200}) {
      fired(engine, Rows.finding("f", 5).occurrences(count))
          .forEach(each -> fired.add(each + count));
    }

    assertThat(fired)
        .containsExactly("a [OCCURRENCES_PASSED] ALERT10", "a [OCCURRENCES_PASSED] ALERT150");
  }

  @Test
  void firesAgainAfterAQuietTime() {
    RuleEngine engine = engine("name: a, send: t, when: { againAfter: 7d }");
    fired(engine, Rows.finding("f", 5).at(NOON.minus(Duration.ofDays(8))));

    assertThat(fired(engine, Rows.finding("f", 5))).containsExactly("a [AGAIN_AFTER_QUIET] ALERT");
    assertThat(fired(engine, Rows.finding("f", 5).at(NOON.plusSeconds(1)))).isEmpty();
  }

  @Test
  void leavesSamplesOutUnlessAsked() {
    Rows sample = Rows.finding("f", 5).with(FindingColumn.IS_SAMPLE, true);

    assertThat(fired(engine("name: a, send: t"), sample)).isEmpty();
    histories.clear();
    assertThat(fired(engine("name: a, send: t, samples: true"), sample)).hasSize(1);
  }

  @Test
  void putsOldVersionsIntoADigest() {
    RuleEngine engine = engine("name: a, send: t");

    assertThat(fired(engine, Rows.finding("f", 5).at(NOON.minus(Duration.ofHours(25)))))
        .containsExactly("a [FIRST_SEEN] OLD");
  }

  @Test
  void limitsWhatIsToldOfOneFinding() {
    RuleEngine engine =
        engine("name: a, send: t, when: { everyVersion: true }, limit: { perFinding: 2 in 1h }");

    assertThat(fired(engine, Rows.finding("f", 5), NOON)).containsExactly("a [NEW_VERSION] ALERT");
    assertThat(fired(engine, Rows.finding("f", 5), NOON.plusSeconds(60)))
        .containsExactly("a [NEW_VERSION] ALERT");
    assertThat(fired(engine, Rows.finding("f", 5), NOON.plusSeconds(120)))
        .containsExactly("a [NEW_VERSION] LIMITED");
    assertThat(fired(engine, Rows.finding("g", 5), NOON.plusSeconds(120)))
        .containsExactly("a [NEW_VERSION] ALERT");
    assertThat(fired(engine, Rows.finding("f", 5), NOON.plusSeconds(3_600)))
        .containsExactly("a [NEW_VERSION] ALERT");
  }

  @Test
  void suppressesUntilItsEnd() {
    RuleEngine engine =
        engine(
            "name: a, send: t, suppress: [{ match: { region: eu-* }, until: '2026-10-01T12:00:01Z',"
                + " why: test }]");

    assertThat(fired(engine, Rows.finding("f", 5), NOON))
        .containsExactly("a [FIRST_SEEN] SUPPRESSED");
    assertThat(fired(engine, Rows.finding("g", 5), NOON.plusSeconds(1)))
        .containsExactly("a [FIRST_SEEN] ALERT");
  }

  /** The same, said the long way, over versions in any order. */
  @Property(tries = 300)
  void agreesWithTheNaiveModel(@ForAll long seed) {
    Random random = new Random(seed);
    RuleEngine engine =
        engine(
            "name: a, send: t, match: { minScore: 4 }, when: { firstSeen: true, severityRose: true,"
                + " occurrences: [5, 20], againAfter: 2h }");
    List<double[]> past = new ArrayList<>();

    for (int i = 0; i < 12; i++) {
      double score = random.nextInt(20) / 2.0;
      long minutes = random.nextInt(600);
      long count = random.nextInt(30);
      Rows row = Rows.finding("f", score).at(NOON.minusSeconds(minutes * 60)).occurrences(count);
      List<String> wanted = new ArrayList<>();

      if (past.isEmpty()) {
        wanted.add("FIRST_SEEN");
      } else {
        if (past.stream().allMatch(each -> each[0] < score)) {
          wanted.add("SEVERITY_ROSE");
        }

        if (passes(past, count, 5) || passes(past, count, 20)) {
          wanted.add("OCCURRENCES_PASSED");
        }

        if (past.stream().allMatch(each -> each[1] - minutes >= 120)) {
          wanted.add("AGAIN_AFTER_QUIET");
        }
      }

      past.add(new double[] {score, minutes, count});
      boolean told = score >= 4 && !wanted.isEmpty();
      assertThat(fired(engine, row))
          .as("version %d of seed %d", i, seed)
          .isEqualTo(told ? List.of("a " + wanted + " ALERT") : List.of());
    }

    histories.clear();
  }

  private static boolean passes(List<double[]> past, long count, long threshold) {
    return count >= threshold && past.stream().allMatch(each -> each[2] < threshold);
  }

  private List<String> fired(RuleEngine engine, Rows row) {
    return fired(engine, row, NOON);
  }

  private List<String> fired(RuleEngine engine, Rows row, Instant now) {
    String id = row.row().text(FindingColumn.FINDING_ID);
    RuleEngine.Evaluation evaluation =
        engine.evaluate(row.row(), histories.getOrDefault(id, FindingHistory.EMPTY), now);
    histories.put(id, evaluation.history());
    return evaluation.firings().stream()
        .map(
            firing ->
                "%s %s %s"
                    .formatted(
                        firing.rule().name(),
                        firing.reasons().stream().sorted().toList(),
                        firing.outcome()))
        .toList();
  }

  private static RuleEngine engine(String rule) {
    AlertRules rules =
        RulesReader.read(
            "rules.yaml",
            "version: 1\nsinks: { t: { type: STDOUT } }\nrules: [{ %s }]\n".formatted(rule));
    return new RuleEngine(rules, AccountInfo::unknown);
  }
}
