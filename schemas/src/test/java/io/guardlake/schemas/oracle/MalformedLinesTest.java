package io.guardlake.schemas.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.generator.FindingGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.schemas.finding.ReadResult;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever stands in a line, it has one outcome, and of a row the oracle says the same. */
class MalformedLinesTest {
  private static final int FINDINGS = 2_000;

  private static final FindingGenerator GENERATOR =
      new FindingGenerator(
          GeneratorSettings.endingOn(LocalDate.of(2026, 3, 1)).withFindings(FINDINGS));

  private static final List<String> HOSTILE =
      List.of(
          "\ufeff",
          "\r\n",
          "\r",
          "\n",
          "\u0000",
          "\u0001",
          "\u001b[2J",
          "\u007f",
          "\u202e",
          "\u2066",
          "\u2028",
          "\\ud800",
          "\\udc00",
          "\\ud83d\\ude00",
          "\\ude00\\ud83d",
          "\\u0000",
          "\\uZZZZ",
          "\\x",
          "\\",
          "\"",
          "\":\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "NaN",
          "Infinity",
          "1e999999999",
          "-1e-999999999",
          "0123",
          "9".repeat(500),
          "0." + "0".repeat(500) + "1",
          "/* comment */",
          "\"id\":1,",
          "\"id\":\"another\",",
          "\"severity\":\"8\",",
          "\"service\":null,",
          "[".repeat(101),
          "{\"a\":".repeat(101));

  private static final List<byte[]> NOT_UTF8 =
      List.of(
          bytes(0x80),
          bytes(0xff),
          bytes(0xc0, 0xaf),
          bytes(0xc1, 0xbf),
          bytes(0xe0, 0x80, 0x80),
          bytes(0xed, 0xa0, 0x80),
          bytes(0xf0, 0x80, 0x80, 0x80),
          bytes(0xf4, 0x90, 0x80, 0x80),
          bytes(0xf5, 0x80, 0x80, 0x80),
          bytes(0xe2, 0x82),
          bytes(0xf0, 0x9f, 0x98));

  private final Disagreements disagreements = new Disagreements();

  @Property(tries = 3000)
  void anyBytes(@ForAll @Size(max = 2000) byte[] line) {
    check(line);
  }

  @Property(tries = 1500)
  void aFindingCutOffAnywhereIsRefused(
      @ForAll @IntRange(max = FINDINGS - 1) int finding, @ForAll double where) {
    byte[] line = GENERATOR.line(finding, 0);
    ReadResult result = check(Arrays.copyOf(line, at(where, line.length)));

    assertThat(reason(result)).isIn(QuarantineReason.NOT_JSON, QuarantineReason.NOT_UTF8);
  }

  @Property(tries = 3000)
  void aFindingWithBitsFlipped(
      @ForAll @IntRange(max = FINDINGS - 1) int finding,
      @ForAll @Size(min = 1, max = 5) List<Double> places,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] line = GENERATOR.line(finding, 0);

    for (double place : places) {
      line[at(place, line.length)] ^= (byte) (1 << bit);
    }

    check(line);
  }

  @Property(tries = 4000)
  void aFindingWithHostileTextAnywhere(
      @ForAll @IntRange(max = FINDINGS - 1) int finding,
      @ForAll("hostile") String text,
      @ForAll double where) {
    byte[] line = GENERATOR.line(finding, 0);

    check(spliced(line, at(where, line.length), text.getBytes(UTF_8)));
  }

  @Property(tries = 2000)
  void aFindingWithAPartOfAnotherInIt(
      @ForAll @IntRange(max = FINDINGS - 1) int finding,
      @ForAll @IntRange(max = FINDINGS - 1) int other,
      @ForAll double from,
      @ForAll double where,
      @ForAll @IntRange(max = 400) int length) {
    byte[] line = GENERATOR.line(finding, 0);
    byte[] donor = GENERATOR.line(other, 0);
    int start = at(from, donor.length);
    byte[] part = Arrays.copyOfRange(donor, start, Math.min(donor.length, start + length));

    check(spliced(line, at(where, line.length), part));
  }

  @Property(tries = 1000)
  void whatIsNotUtf8IsRefusedAtItsByte(
      @ForAll @IntRange(max = FINDINGS - 1) int finding,
      @ForAll("notUtf8") byte[] bytes,
      @ForAll double where) {
    byte[] line = GENERATOR.line(finding, 0);
    int place = at(where, line.length);

    while (place > 0 && line[place] < 0) {
      place--;
    }

    ReadResult result = check(spliced(line, place, bytes));

    assertThat(reason(result)).isEqualTo(QuarantineReason.NOT_UTF8);
    assertThat(((ReadResult.Rejected) result).offset()).isEqualTo(place);
  }

  @Property(tries = 300)
  void nestingIsRefusedFromItsLimitOn(@ForAll @IntRange(min = 1, max = 300) int depth) {
    String line = new String(GENERATOR.line(0, 0), UTF_8);
    String nested =
        "{\"unknown\":" + "[".repeat(depth) + "]".repeat(depth) + "," + line.substring(1);
    ReadResult result = check(nested.getBytes(UTF_8));

    if (depth < 100) {
      assertThat(result).isInstanceOf(ReadResult.Accepted.class);
    } else {
      assertThat(reason(result)).isEqualTo(QuarantineReason.TOO_DEEP);
    }
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(HOSTILE);
  }

  @Provide
  Arbitrary<byte[]> notUtf8() {
    return Arbitraries.of(NOT_UTF8);
  }

  private ReadResult check(byte[] line) {
    ReadResult result = disagreements.read(line);
    Outcomes.check(line, result);
    assertThat(disagreements.about(line, result)).isEmpty();
    return result;
  }

  private static QuarantineReason reason(ReadResult result) {
    return ((ReadResult.Rejected) result).reason();
  }

  /** A place below the length, for any double at all. */
  private static int at(double where, int length) {
    return Math.floorMod(Double.hashCode(where), length);
  }

  private static byte[] spliced(byte[] line, int at, byte[] part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(line, 0, at);
    out.writeBytes(part);
    out.write(line, at, line.length - at);
    return out.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];

    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }

    return bytes;
  }
}
