package io.guardlake.schemas.oracle;

import io.guardlake.schemas.finding.FindingReader;
import io.guardlake.schemas.finding.LineOrigin;
import io.guardlake.schemas.finding.ReadResult;
import io.guardlake.schemas.finding.ReaderLimits;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where the reader and the oracle see different things in a line. */
public final class Disagreements {
  private static final Instant EXPORTED = Instant.parse("2099-12-30T12:34:56.789Z");
  private static final Instant INGESTED = Instant.parse("2099-12-31T01:02:03.456789Z");
  private static final String URI = "s3://bucket/AWSLogs/111122223333/GuardDuty/eu-west-1/x";
  private static final int SHOWN = 4_000;

  private final Oracle oracle = new Oracle();
  private long drift;
  private final FindingReader reader =
      new FindingReader(ReaderLimits.DEFAULT, (kind, path) -> drift++);

  /** How much drift the reader has told of so far. */
  public long drift() {
    return drift;
  }

  /** Reads a line both ways. */
  public ReadResult read(byte[] line) {
    return reader.read(line, new LineOrigin(URI, 7, EXPORTED, INGESTED));
  }

  /** One sentence for each disagreement about a line, and the line itself at the end. */
  public List<String> about(byte[] line) {
    return about(line, read(line));
  }

  /** The same, about a result of {@link #read}. */
  public List<String> about(byte[] line, ReadResult result) {
    Optional<Map<String, Object>> expected =
        oracle.columns(line, new Oracle.Origin(URI, 7, EXPORTED, INGESTED));
    List<String> disagreements = new ArrayList<>();

    if (result instanceof ReadResult.Accepted accepted && expected.isPresent()) {
      compare(accepted.row(), expected.get(), disagreements);
    } else if (result instanceof ReadResult.Accepted) {
      disagreements.add("the reader takes a line that the oracle refuses");
    } else if (result instanceof ReadResult.Rejected rejected && expected.isPresent()) {
      disagreements.add("the reader refuses a line that the oracle takes: " + rejected);
    }

    if (!disagreements.isEmpty()) {
      String text = new String(line, StandardCharsets.UTF_8);
      disagreements.add(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }

    return disagreements;
  }

  private static void compare(
      TableRow row, Map<String, Object> expected, List<String> disagreements) {
    for (TableColumn column : row.table().columns()) {
      Object read = row.cell(column);
      Object foretold = expected.get(column.sqlName());

      if (!Objects.deepEquals(read, foretold)) {
        disagreements.add(
            "%s: the reader has %s, the oracle %s".formatted(column.sqlName(), read, foretold));
      }
    }
  }
}
