package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The window's days, as clocks that are off see them. */
class DayWindowTest {
  private static final LocalDate DAY = LocalDate.of(2026, 2, 3);

  @ParameterizedTest
  @MethodSource("clocksAnHourOff")
  void theDayOfAnObjectThatIsWrittenNowIsListedByAClockAnHourOff(Instant now, Duration off) {
    DayWindow window =
        new DayWindow(
            new ReadMode.Continuous(Duration.ofDays(2), Duration.ofSeconds(30), null),
            () -> now.plus(off).toEpochMilli(),
            30,
            ListingState.START);
    int written = Math.toIntExact(Math.floorDiv(now.getEpochSecond(), 86_400));

    for (int day = written - 1; day <= written; day++) {
      assertThat(window.of(day)).isEqualTo(DayVerdict.IN_WINDOW);
      assertThat(day).isBetween(window.first(), window.last());
    }
  }

  static Stream<Arguments> clocksAnHourOff() {
    Instant midnight = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    return Stream.of(-59, -1, 0, 1, 59)
        .flatMap(
            minutes ->
                Stream.of(-1, 1)
                    .map(
                        sign ->
                            Arguments.of(
                                midnight.plusSeconds(60L * minutes), Duration.ofHours(sign))));
  }
}
