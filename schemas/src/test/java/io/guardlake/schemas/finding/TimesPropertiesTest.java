package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** Holds {@link Times} to java.time and to BigDecimal. */
class TimesPropertiesTest {
  private static final long FIRST_SECOND = -62_135_596_800L; // year 1
  private static final long LAST_SECOND = 253_402_300_799L; // year 9999
  private static final BigDecimal FIRST_MILLIS = new BigDecimal("100000000000");
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[Tt ](\\d\\d):(\\d\\d):(\\d\\d)"
              + "(?:\\.(\\d+))?(?:[Zz]|([+-])(\\d\\d):?(\\d\\d))?");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d{1,9})?");

  @Property
  void readsWhatJavaTimeWrites(
      @ForAll @LongRange(min = FIRST_SECOND + 86_400, max = LAST_SECOND - 86_400) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -17 * 60, max = 17 * 60) int zoneMinutes) {
    Instant instant = Instant.ofEpochSecond(second, nanos);
    ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * zoneMinutes);

    assertThat(micros(instant.toString())).isEqualTo(expected(instant));
    assertThat(micros(seconds(instant.atOffset(zone)))).isEqualTo(expected(instant));
  }

  /** Whatever the fields are, both say the same of whether there is such a time, and which. */
  @Property(tries = 3_000)
  void knowsTheSameDaysAndTimesAsJavaTime(
      @ForAll @IntRange(max = 9_999) int year,
      @ForAll @IntRange(max = 14) int month,
      @ForAll @IntRange(max = 33) int day,
      @ForAll @IntRange(max = 25) int hour,
      @ForAll @IntRange(max = 61) int minute,
      @ForAll @IntRange(max = 61) int second) {
    String text = "%04d-%02d-%02dT%02d:%02d:%02d".formatted(year, month, day, hour, minute, second);
    Long expected = year == 0 ? null : local(year, month, day, hour, minute, second);

    assertThat(micros(text)).isEqualTo(expected);
    assertThat(micros(text + "Z")).isEqualTo(expected);
    assertThat(micros(text.replace('T', ' ') + "+0000")).isEqualTo(expected);
  }

  @Property
  void cutsOffWhatIsFinerThanMicroseconds(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @LongRange(min = 0, max = 999_999_999_999L) long fraction,
      @ForAll @IntRange(min = 1, max = 12) int digits) {
    String decimals = "%012d".formatted(fraction).substring(0, digits);
    String whole = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).toString();
    String text = (whole.length() == 16 ? whole + ":00" : whole) + "." + decimals + "Z";

    assertThat(micros(text)).isEqualTo(floor(new BigDecimal(second + "." + decimals), 6));
  }

  /** Seconds or milliseconds, plain or scientific. */
  @Property(tries = 3_000)
  void readsNumbersAsBigDecimalDoes(
      @ForAll @LongRange(min = -200_000_000_000_000_000L, max = 300_000_000_000_000_000L)
          long digits,
      @ForAll @IntRange(max = 12) int decimals,
      @ForAll @IntRange(min = -5, max = 12) int exponent) {
    BigDecimal mantissa = BigDecimal.valueOf(digits, decimals);
    BigDecimal number = mantissa.scaleByPowerOfTen(exponent);

    assertThat(micros(mantissa.toPlainString() + "E" + exponent)).isEqualTo(expected(number));
    assertThat(micros(number.toPlainString())).isEqualTo(expected(number));
  }

  /** Texts that are nearly times, and others, against what the forms say they are. */
  @Property(tries = 10_000)
  void saysOfAnyTextWhatItsFormSays(@ForAll("nearlyTimes") String text) {
    assertThat(micros(text)).isEqualTo(byForm(text));
  }

  @Property
  void saysOfForeignTextWhatItsFormSays(@ForAll @StringLength(max = 40) String text) {
    assertThat(micros(text)).isEqualTo(byForm(text));
  }

  /** A time or a number with up to three characters put in, taken out or changed. */
  @Provide
  Arbitrary<String> nearlyTimes() {
    Arbitrary<String> times =
        Arbitraries.of(
            "2026-02-28T20:06:57.829Z",
            "2024-02-29t23:59:59",
            "1999-12-31 00:00:00+0530",
            "2026-03-01T01:02:03.123456789-08:00",
            "0001-01-01T00:00:00z",
            "2026-03-01T01:02:03+18:59",
            "1772309217",
            "1.772309217829E9",
            "1772309217829",
            "-12.5",
            "253402300799.9");
    Arbitrary<Edit> edits =
        Combinators.combine(
                Arbitraries.integers().between(0, 40),
                Arbitraries.chars().with("0123456789-+:.TtZz eE"),
                Arbitraries.of(EditKind.class))
            .as(Edit::new);
    return Combinators.combine(times, edits.list().ofMaxSize(3))
        .as(
            (time, changes) -> {
              StringBuilder text = new StringBuilder(time);
              changes.forEach(change -> change.apply(text));
              return text.toString();
            });
  }

  private enum EditKind {
    INSERT,
    DELETE,
    REPLACE
  }

  private record Edit(int place, char character, EditKind kind) {
    void apply(StringBuilder text) {
      int at = text.isEmpty() ? 0 : place % text.length();

      if (kind == EditKind.INSERT || text.isEmpty()) {
        text.insert(at, character);
      } else if (kind == EditKind.DELETE) {
        text.deleteCharAt(at);
      } else {
        text.setCharAt(at, character);
      }
    }
  }

  /** The time by patterns, java.time and BigDecimal. */
  private static Long byForm(String text) {
    Matcher iso = ISO.matcher(text);

    if (iso.matches()) {
      return byFields(iso);
    }

    if (!NUMBER.matcher(text).matches()) {
      return null;
    }

    BigDecimal number = new BigDecimal(text);
    return Math.abs(number.scale()) > 400 ? null : expected(number);
  }

  private static Long byFields(Matcher iso) {
    int year = Integer.parseInt(iso.group(1));
    Long local =
        year == 0
            ? null
            : local(
                year,
                Integer.parseInt(iso.group(2)),
                Integer.parseInt(iso.group(3)),
                Integer.parseInt(iso.group(4)),
                Integer.parseInt(iso.group(5)),
                Integer.parseInt(iso.group(6)));
    int zoneHours = iso.group(9) == null ? 0 : Integer.parseInt(iso.group(9));
    int zoneMinutes = iso.group(10) == null ? 0 : Integer.parseInt(iso.group(10));

    if (local == null || zoneHours > 18 || zoneMinutes > 59) {
      return null;
    }

    String fraction = iso.group(7) == null ? "" : iso.group(7);
    long micros = Long.parseLong((fraction + "000000").substring(0, 6));
    long zone = (zoneHours * 60L + zoneMinutes) * 60_000_000L;
    return local + micros - ("-".equals(iso.group(8)) ? -zone : zone);
  }

  /** Whatever a byte becomes, one that is not ASCII included. */
  @Property(tries = 10_000)
  void aChangedTimeIsReadAsItStandsOrNotAtAll(
      @ForAll @IntRange(max = 23) int at, @ForAll byte changed) {
    byte[] bytes = "2026-02-28T20:06:57.829Z".getBytes(StandardCharsets.ISO_8859_1);
    bytes[at] = changed;

    assertThat(Times.micros(bytes, 0, bytes.length))
        .isEqualTo(byForm(new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  /** Reads within other bytes, digits among them, which must not matter. */
  private static Long micros(String text) {
    byte[] inner = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
    return Times.micros(bytes, 1, 1 + inner.length);
  }

  private static String seconds(OffsetDateTime time) {
    String text = time.toString();
    int zone = Math.max(text.lastIndexOf('Z'), Math.max(text.indexOf('+'), text.lastIndexOf('-')));
    return zone == 16 ? text.substring(0, 16) + ":00" + text.substring(16) : text;
  }

  private static Long local(int year, int month, int day, int hour, int minute, int second) {
    try {
      LocalDateTime time = LocalDateTime.of(year, month, day, hour, minute, second);
      return expected(time.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static long expected(Instant instant) {
    Instant cut = instant.truncatedTo(ChronoUnit.MICROS);
    return cut.getEpochSecond() * 1_000_000 + cut.getNano() / 1_000;
  }

  private static Long expected(BigDecimal number) {
    boolean seconds = number.compareTo(FIRST_MILLIS) < 0;
    BigDecimal inSeconds = seconds ? number : number.movePointLeft(3);

    if (inSeconds.compareTo(BigDecimal.valueOf(FIRST_SECOND)) < 0
        || inSeconds.compareTo(BigDecimal.valueOf(LAST_SECOND + 1)) >= 0) {
      return null;
    }

    return floor(inSeconds, 6);
  }

  private static long floor(BigDecimal seconds, int decimals) {
    return seconds.movePointRight(decimals).setScale(0, RoundingMode.FLOOR).longValueExact();
  }
}
