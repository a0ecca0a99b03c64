package io.guardlake.schemas.finding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.guardlake.schemas.finding.ReadResult.Accepted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prints how fast one thread reads findings of every kind. Run by hand. */
final class ReaderBenchmark {
  private static final int ROUNDS = 8;
  private static final int REPEATS = 20_000;

  /** Read nowhere; keeps the tokens from being optimized away. */
  @SuppressWarnings("UnusedVariable")
  private static long tokens;

  private ReaderBenchmark() {}

  public static void main(String[] args) throws IOException {
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
      lines.add(line.replaceAll("(?<=[:,]) ", "").getBytes(StandardCharsets.UTF_8));
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
          "%.0f MB/s, %.0f findings/s, %d bytes a finding; bare tokens %.0f MB/s%n",
          bytes / seconds / 1e6, findings / seconds, bytes / findings, tokens(lines));
    }
  }

  /** What Jackson does without us, in MB/s. */
  private static double tokens(List<byte[]> lines) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
    long start = System.nanoTime();
    long bytes = 0;

    for (int i = 0; i < REPEATS; i++) {
      for (byte[] line : lines) {
        bytes += line.length;

        try (JsonParser parser = factory.createParser(line)) {
          while (parser.nextToken() != null) {
            tokens++;
          }
        }
      }
    }

    return bytes / ((System.nanoTime() - start) / 1e9) / 1e6;
  }
}
