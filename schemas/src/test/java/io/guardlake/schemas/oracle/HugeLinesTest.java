package io.guardlake.schemas.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.guardlake.schemas.finding.ReadResult;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines of megabytes in which everything is many. They are read with work in proportion to their
 * size: what is allocated is counted, and work that grew with the square would not end.
 */
class HugeLinesTest {
  private static final int LIMIT = 16 << 20;
  private static final int LONG = 3 << 20;

  /** Bytes that reading may allocate for each byte of the line; a text alone takes two or three. */
  private static final int MOST_ALLOCATED = 48;

  private static final String NEEDED =
      "{\"accountId\":\"111122223333\",\"region\":\"eu-west-1\",\"id\":\"f\",\"type\":\"Recon:EC2/Portscan\","
          + "\"severity\":5,\"updatedAt\":\"2026-02-01T00:00:00.000Z\",";

  private final Disagreements disagreements = new Disagreements();

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("a text", repeated("\"title\":\"", "x", "\"}")),
        Arguments.of("a text of escapes", repeated("\"title\":\"", "\\u00e9", "\"}")),
        Arguments.of("a text of lone surrogates", repeated("\"title\":\"", "\\ud800", "\"}")),
        Arguments.of("an unknown field", repeated("\"unknown\":\"", "x", "\"}")),
        Arguments.of("unknown fields", numbered("", i -> "\"u" + i + "\":1,", "\"z\":1}")),
        Arguments.of("one unknown key", repeated("", "\"u\":1,", "\"z\":1}")),
        Arguments.of("one known key", repeated("", "\"title\":\"t\",", "\"z\":1}")),
        Arguments.of("one object", repeated("", "\"service\":{\"count\":1},", "\"z\":1}")),
        Arguments.of(
            "addresses",
            numbered(
                "\"service\":{\"action\":{\"kubernetesApiCallAction\":{\"sourceIPs\":[",
                i -> "\"h" + i + "\",",
                "\"\"]}}}}")),
        Arguments.of(
            "one address",
            repeated(
                "\"service\":{\"action\":{\"kubernetesApiCallAction\":{\"sourceIPs\":[",
                "\"192.0.2.1\",",
                "\"\"]}}}}")),
        Arguments.of(
            "port probes",
            numbered(
                "\"service\":{\"action\":{\"portProbeAction\":{\"portProbeDetails\":[",
                i -> "{\"remoteIpDetails\":{\"ipAddressV4\":\"h" + i + "\"}},",
                "{}]}}}}")),
        Arguments.of(
            "tags",
            numbered(
                "\"resource\":{\"instanceDetails\":{\"tags\":[",
                i -> "{\"key\":\"k" + i + "\",\"value\":\"v\"},",
                "{}]}}}")),
        Arguments.of(
            "affected resources",
            numbered(
                "\"service\":{\"action\":{\"awsApiCallAction\":{\"affectedResources\":{",
                i -> "\"k" + i + "\":\"v\",",
                "\"z\":\"\"}}}}}")),
        Arguments.of(
            "indicators",
            repeated(
                "\"service\":{\"detection\":{\"sequence\":{\"sequenceIndicators\":[",
                "{\"values\":[\"a\"],\"key\":\"ATTACK_TACTIC\"},",
                "{}]}}}}")),
        Arguments.of(
            "JSON in a text",
            repeated(
                "\"service\":{\"additionalInfo\":{\"value\":\"{",
                "\\\"domain\\\":\\\"d\\\",",
                "\\\"z\\\":1}\"}}}")),
        Arguments.of("a number", repeated("\"confidence\":", "9", "}")),
        Arguments.of("white space", repeated("", " ", "\"z\":1}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void isReadWithWorkInProportionToItsSize(String what, IntFunction<String> lines) {
    byte[] line = lines.apply(LONG).getBytes(UTF_8);
    long before = allocated();
    ReadResult result = disagreements.read(line);
    long allocated = allocated() - before;

    assertThat(result).as(what).isInstanceOf(ReadResult.Accepted.class);
    assertThat(allocated / line.length).as("bytes allocated a byte").isLessThan(MOST_ALLOCATED);
  }

  @Test
  void aTextThatFillsTheLineToItsLimitIsRead() {
    byte[] line = repeated("\"title\":\"", "x", "\"}").apply(LIMIT).getBytes(UTF_8);

    assertThat(line).hasSize(LIMIT);
    assertThat(disagreements.read(line)).isInstanceOf(ReadResult.Accepted.class);
    assertThat(((ReadResult.Rejected) disagreements.read(new byte[LIMIT + 1])).reason())
        .isEqualTo(QuarantineReason.LINE_TOO_LONG);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void isReadAsTheOracleDoes(String what, IntFunction<String> lines) {
    byte[] line = lines.apply(1 << 16).getBytes(UTF_8);
    ReadResult result = disagreements.read(line);

    Outcomes.check(line, result);
    assertThat(disagreements.about(line, result)).as(what).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void nestingEndsAtItsLimit(String line) {
    long before = allocated();
    ReadResult result = disagreements.read(line.getBytes(UTF_8));

    assertThat(((ReadResult.Rejected) result).reason()).isEqualTo(QuarantineReason.TOO_DEEP);
    assertThat(allocated() - before).isLessThan(3L * LIMIT);
  }

  static Stream<String> bombs() {
    return Stream.of(
        "[".repeat(LIMIT),
        NEEDED + "\"u\":" + "[".repeat(LIMIT - 1000),
        NEEDED + "\"service\":" + "{\"service\":".repeat(LIMIT / 12));
  }

  private static IntFunction<String> repeated(String before, String part, String after) {
    return numbered(before, i -> part, after);
  }

  /** A finding of at most so many bytes. */
  private static IntFunction<String> numbered(
      String before, IntFunction<String> part, String after) {
    return size -> {
      StringBuilder line = new StringBuilder(size).append(NEEDED).append(before);

      for (int i = 0; ; i++) {
        String next = part.apply(i);

        if (line.length() + next.length() + after.length() > size) {
          return line.append(after).toString();
        }

        line.append(next);
      }
    };
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
