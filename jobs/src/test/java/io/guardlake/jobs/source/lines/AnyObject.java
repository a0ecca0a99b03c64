package io.guardlake.jobs.source.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.FindingReader;
import io.guardlake.schemas.finding.LineOrigin;
import io.guardlake.schemas.finding.ReadResult;
import io.guardlake.schemas.finding.ReaderLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads any bytes as an object, from unpacking to findings, and checks that nothing is passed over:
 * each line that is not blank is a finding or in quarantine, what follows a break is one failure.
 */
public final class AnyObject {
  private static final ReadLimits LIMITS = new ReadLimits(4096, 1 << 20, 64);

  private final FindingReader reader = new FindingReader(ReaderLimits.DEFAULT, (kind, path) -> {});
  private final int chunk;

  /**
   * @param chunk so many bytes are unpacked at a time
   */
  public AnyObject(int chunk) {
    this.chunk = chunk;
  }

  /** What became of an object. */
  public record Outcome(int findings, int quarantined, boolean broken) {}

  /** A line as the splitter gave it. */
  private record Split(int number, ByteBuffer text, boolean tooLong) {
    Split(int number, byte[] bytes, boolean tooLong) {
      this(number, ByteBuffer.wrap(bytes), tooLong);
    }
  }

  /** Reads the object and throws an AssertionError if it is not accounted for. */
  public Outcome read(byte[] object) {
    List<Split> lines = new ArrayList<>();
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
    LineSplitter splitter = new LineSplitter(LIMITS, sink(lines));
    boolean broken = unpack(object, unpacked, splitter);
    int unfinished = splitter.unfinished().length;

    if (!broken) {
      splitter.finish();
    }

    assertThat(lines).isEqualTo(lines(unpacked.toByteArray(), broken));

    if (broken) {
      assertThat(unfinished).isLessThanOrEqualTo(LIMITS.quotedBytes());
    }

    return outcome(lines, broken);
  }

  private Outcome outcome(List<Split> lines, boolean broken) {
    int findings = 0;

    for (Split line : lines) {
      if (!line.tooLong()) {
        LineOrigin origin = new LineOrigin("s3://b/k", line.number(), Instant.now(), Instant.now());
        ReadResult result = reader.read(line.text().array(), origin);
        assertThat(result).isNotNull();
        findings += result instanceof ReadResult.Accepted ? 1 : 0;
      }
    }

    return new Outcome(findings, lines.size() - findings, broken);
  }

  /** Whether the object is broken: then no more than what came before is there. */
  private boolean unpack(byte[] object, ByteArrayOutputStream unpacked, LineSplitter splitter) {
    byte[] bytes = new byte[chunk];

    try (InputStream in = Unpacking.of(new ByteArrayInputStream(object))) {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        int taken = (int) Math.min(n, LIMITS.objectBytes() - unpacked.size());
        unpacked.write(bytes, 0, taken);
        splitter.feed(bytes, 0, taken);

        if (taken < n) {
          return true;
        }
      }

      return false;
    } catch (BrokenGzipException e) {
      assertThat(e).hasMessageContaining("gzip");
      return true;
    } catch (IOException e) {
      throw new AssertionError("only gzip can break here", e);
    }
  }

  private static LineSink sink(List<Split> lines) {
    return new LineSink() {
      @Override
      public void line(int number, byte[] bytes) {
        lines.add(new Split(number, bytes, false));
      }

      @Override
      public void tooLong(int number, byte[] beginning) {
        lines.add(new Split(number, beginning, true));
      }
    };
  }

  /** The lines as the format says, from the whole text. */
  private static List<Split> lines(byte[] text, boolean broken) {
    List<Split> lines = new ArrayList<>();
    int start = 0;
    int number = 1;

    for (int i = 0; i <= text.length; i++) {
      boolean atEnd = i == text.length;

      if (atEnd ? start < i && !broken : text[i] == '\n') {
        add(lines, number, text, start, i);
      }

      if (!atEnd && text[i] == '\n') {
        start = i + 1;
        number++;
      }
    }

    return lines;
  }

  private static void add(List<Split> lines, int number, byte[] text, int from, int to) {
    byte[] line = Arrays.copyOfRange(text, from, to);
    boolean mark =
        number == 1 && line.length >= 3 && line[0] == -17 && line[1] == -69 && line[2] == -65;
    int start = mark ? 3 : 0;
    int end = line.length > start && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    byte[] bytes = Arrays.copyOfRange(line, start, end);

    if (bytes.length > LIMITS.lineBytes()) {
      lines.add(new Split(number, Arrays.copyOf(bytes, LIMITS.quotedBytes()), true));
    } else if (!new String(bytes, StandardCharsets.US_ASCII).chars().allMatch(AnyObject::isBlank)) {
      lines.add(new Split(number, bytes, false));
    }
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\r';
  }
}
