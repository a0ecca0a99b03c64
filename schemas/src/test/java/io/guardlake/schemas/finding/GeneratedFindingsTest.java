package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.generator.FindingGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import java.time.LocalDate;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GeneratedFindingsTest {
  private static final int FINDINGS = 5000;

  /** Whatever of it were drift, real exports with the same forms would raise an alarm too. */
  @Test
  void areReadWithoutDrift() {
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.parse("2026-03-03")).withFindings(FINDINGS));
    ReadFindings reader = new ReadFindings();

    for (int finding = 0; finding < FINDINGS; finding++) {
      assertThat(reader.read(generator.line(finding, 0))).isInstanceOf(ReadResult.Accepted.class);
    }

    assertThat(new TreeSet<>(reader.drift())).isEmpty();
  }
}
