package io.guardlake.schemas.finding;

import io.guardlake.schemas.finding.ReadResult.Accepted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prints how fast one thread reads findings of every kind. Run by hand. */
final class ReaderBenchmark {
  private static final int ROUNDS = 8;
  private static final int REPEATS = 20_000;

  private ReaderBenchmark() {}

  public static void main(String[] args) {
    List<byte[]> lines = new ArrayList<>();

    for (String line :
        List.of(
            TestFindings.networkConnection(),
            TestFindings.portProbe(),
            TestFindings.apiCall(),
            TestFindings.dns(),
            TestFindings.kubernetesCall(),
            TestFindings.runtime(),
            TestFindings.rdsLogin(),
            TestFindings.lambda(),
            TestFindings.volumeScan(),
            TestFindings.objectMalware(),
            TestFindings.attackSequence())) {
      lines.add(line.getBytes(StandardCharsets.UTF_8));
    }

    FindingReader reader = new FindingReader(ReaderLimits.DEFAULT, (kind, path) -> {});
    LineOrigin origin = TestFindings.origin();

    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long bytes = 0;
      long findings = 0;

      for (int i = 0; i < REPEATS; i++) {
        for (byte[] line : lines) {
          bytes += line.length;
          findings += reader.read(line, origin) instanceof Accepted ? 1 : 0;
        }
      }

      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%.0f MB/s, %.0f findings/s, %d bytes a finding%n",
          bytes / seconds / 1e6, findings / seconds, bytes / findings);
    }
  }
}
