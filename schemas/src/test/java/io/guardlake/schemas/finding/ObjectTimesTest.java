package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A copied file may have any time at all. */
class ObjectTimesTest {
  @ParameterizedTest
  @CsvSource({
    "2262-04-12T00:00:00Z, 9223372800000000",
    "9999-12-31T23:59:59.999999999Z, 253402300799999999"
  })
  void anObjectOfTheFarFutureIsRead(Instant exportedAt, long micros) {
    FindingReader reader = new FindingReader(ReaderLimits.DEFAULT, (kind, path) -> {});
    byte[] line = TestFindings.networkConnection().getBytes(StandardCharsets.UTF_8);

    ReadResult result =
        reader.read(line, new LineOrigin("file:///x", 1, exportedAt, Instant.EPOCH));

    assertThat(((ReadResult.Accepted) result).row().cell(FindingColumn.EXPORTED_AT))
        .isEqualTo(micros);
  }
}
