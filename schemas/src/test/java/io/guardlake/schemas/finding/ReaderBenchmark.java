package io.guardlake.schemas.finding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.guardlake.sandbox.generator.FindingGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.schemas.finding.ReadResult.Accepted;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast one thread reads generated findings of every kind into rows, beside Jackson's bare
 * tokenizing of the same bytes and beside the reader's parts. An operation is one finding; {@code
 * megabytes} are 1,000,000 bytes a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx700m")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReaderBenchmark {
  private static final int FINDINGS = 2_000;

  private final byte[][] lines = new byte[FINDINGS][];
  private final JsonFactory jackson =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private final FindingReader reader = new FindingReader(ReaderLimits.DEFAULT, (kind, path) -> {});
  private final LineOrigin origin =
      new LineOrigin("s3://bucket/key", 1, Instant.parse("2026-06-01T00:00:00Z"), Instant.EPOCH);
  private final VersionHash hash = new VersionHash();
  private final JsonScanner scanner = new JsonScanner(100);
  private final RowBuilder row = new RowBuilder();
  private final DriftLog drift = new DriftLog();
  private final FieldWalk walk = new FieldWalk(scanner, row, drift);
  private int next;

  /** The bytes that the operations of a second went over. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Bytes {
    /** Read and reset by the harness. */
    public double megabytes;
  }

  /** Makes the findings. */
  @Setup
  public void generate() {
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.of(2026, 3, 1))
                .withFindings(FINDINGS)
                .withSeed(7));

    for (int i = 0; i < FINDINGS; i++) {
      lines[i] = generator.line(i, 0);
    }
  }

  /** What there is to compare with. */
  @Benchmark
  public int jacksonTokens(Bytes bytes) throws IOException {
    int tokens = 0;

    try (JsonParser parser = jackson.createParser(line(bytes))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens++;
      }
    }

    return tokens;
  }

  /** All of it: the row with its hash. */
  @Benchmark
  public ReadResult read(Bytes bytes) {
    ReadResult result = reader.read(line(bytes), origin);

    if (!(result instanceof Accepted)) {
      throw new IllegalStateException("a generated finding was refused: " + result);
    }

    return result;
  }

  /** The columns that come from the JSON, without the checks, the hash and what is derived. */
  @Benchmark
  public Object[] columns(Bytes bytes) throws JsonFault {
    byte[] line = line(bytes);
    row.begin();
    drift.clear();
    scanner.begin(line, 0, line.length);
    scanner.value();
    walk.read(FieldTree.ROOT);
    return row.cells();
  }

  /** Stepping over the line and checking that it is JSON in UTF-8. */
  @Benchmark
  public void scan(Bytes bytes) throws JsonFault {
    byte[] line = line(bytes);
    scanner.begin(line, 0, line.length);
    scanner.skip();
    scanner.finish();
  }

  /** The required hash alone. */
  @Benchmark
  public long hash(Bytes bytes) {
    return hash.of(line(bytes));
  }

  private byte[] line(Bytes bytes) {
    byte[] line = lines[next];
    next = next + 1 == FINDINGS ? 0 : next + 1;
    bytes.megabytes += line.length / 1e6;
    return line;
  }
}
