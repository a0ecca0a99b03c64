package io.guardlake.schemas.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.generator.FindingGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.schemas.finding.ReadResult;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader against the oracle, cell by cell. */
class OracleTest {
  private static final int FINDINGS = 20_000;
  private static final int IRREGULAR = 10_000;
  private static final int MOST_SHOWN = 12;

  /** Another export each time; {@code -Dguardlake.seed=N} makes the one of a failure again. */
  private final long seed = Long.getLong("guardlake.seed", System.nanoTime());

  private final FindingGenerator generator =
      new FindingGenerator(
          GeneratorSettings.endingOn(LocalDate.of(2026, 3, 1))
              .withFindings(FINDINGS)
              .withSeed(seed));
  private final Disagreements disagreements = new Disagreements();

  @Test
  void agreesOnEveryCellOfGeneratedFindings() {
    List<String> found = new ArrayList<>();

    for (int i = 0; i < FINDINGS && found.size() < MOST_SHOWN; i++) {
      byte[] line = generator.line(i, 0);
      ReadResult result = disagreements.read(line);
      assertThat(result).as("seed %d", seed).isInstanceOf(ReadResult.Accepted.class);
      found.addAll(disagreements.about(line, result));
    }

    assertThat(found).as("seed %d", seed).isEmpty();
  }

  @Test
  void agreesOnIrregularFindings() {
    Mutations mutations = new Mutations(seed);
    List<String> found = new ArrayList<>();
    int accepted = 0;

    for (int i = 0; i < IRREGULAR && found.size() < MOST_SHOWN; i++) {
      String mutated = mutations.mutated(Json.parse(generator.line(i, 0)).orElseThrow());
      byte[] line = mutated.getBytes(StandardCharsets.UTF_8);
      ReadResult result = disagreements.read(line);
      accepted += result instanceof ReadResult.Accepted ? 1 : 0;
      found.addAll(disagreements.about(line, result));
    }

    assertThat(found).as("seed %d", seed).isEmpty();
    assertThat(accepted).as("seed %d", seed).isBetween(IRREGULAR / 2, IRREGULAR - 1);
    assertThat(disagreements.drift()).as("seed %d", seed).isPositive();
  }
}
