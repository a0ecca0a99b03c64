package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.ReadResult.Accepted;
import io.guardlake.schemas.finding.ReadResult.Rejected;
import io.guardlake.schemas.table.TableRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads lines in tests and remembers the drift. */
final class ReadFindings {
  private final List<String> drift = new ArrayList<>();
  private final FindingReader reader;

  ReadFindings() {
    this(ReaderLimits.DEFAULT);
  }

  ReadFindings(ReaderLimits limits) {
    reader = new FindingReader(limits, (kind, path) -> drift.add(kind + " " + path));
  }

  ReadResult read(String line) {
    return read(line.getBytes(StandardCharsets.UTF_8));
  }

  ReadResult read(byte[] line) {
    return reader.read(line, TestFindings.origin());
  }

  TableRow row(String line) {
    ReadResult result = read(line);
    assertThat(result).isInstanceOf(Accepted.class);
    return ((Accepted) result).row();
  }

  Rejected rejected(String line) {
    ReadResult result = read(line);
    assertThat(result).isInstanceOf(Rejected.class);
    return (Rejected) result;
  }

  /** What was unusual about all lines read so far, as "KIND path". */
  List<String> drift() {
    return List.copyOf(drift);
  }
}
