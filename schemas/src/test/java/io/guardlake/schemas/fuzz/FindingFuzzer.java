package io.guardlake.schemas.fuzz;

import io.guardlake.schemas.finding.ReadResult;
import io.guardlake.schemas.oracle.Disagreements;
import io.guardlake.schemas.oracle.Outcomes;
import java.util.List;

/**
 * What a coverage-guided fuzzer calls with one input after another: any bytes as a line. The line
 * must have one outcome, and of a row the oracle must say the same.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
public final class FindingFuzzer {
  private static final Disagreements DISAGREEMENTS = new Disagreements();

  private FindingFuzzer() {}

  /** The method that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] line) {
    ReadResult result = DISAGREEMENTS.read(line);
    Outcomes.check(line, result);
    List<String> found = DISAGREEMENTS.about(line, result);

    if (!found.isEmpty()) {
      throw new AssertionError(String.join("\n", found));
    }
  }
}
