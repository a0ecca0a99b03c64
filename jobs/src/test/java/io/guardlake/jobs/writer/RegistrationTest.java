package io.guardlake.jobs.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.lease.LeaseProcess;
import io.guardlake.jobs.source.DayRange;
import io.guardlake.jobs.writer.Registration.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationTest {
  private static final WriterTiming TIMING =
      new WriterTiming(Duration.ofSeconds(24), Duration.ofSeconds(6), Duration.ofMillis(1));
  private static final LeaseProcess HERE = new LeaseProcess("host-1//", 11, Instant.EPOCH);
  private static final LeaseProcess THERE = new LeaseProcess("host-2//", 22, Instant.EPOCH);
  private static final DayRange MARCH = days("2026-03-01", "2026-03-31");
  private static final DayRange FROM_THE_TENTH =
      DayRange.from(Math.toIntExact(LocalDate.of(2026, 3, 10).toEpochDay()));

  @TempDir private Path directory;
  private Book book;

  /** Seconds that passed; each look at the clock takes one. */
  private long seconds;

  private Runnable eachSecond = () -> {};

  @BeforeEach
  void open() {
    book = new Book(directory);
  }

  @AfterEach
  void close() throws IOException {
    book.close();
  }

  @Test
  void aWriterIsInTheBookWithItsDaysAndFence() throws Exception {
    WriterBook after = here().enter("a", WriterKind.INGEST, FROM_THE_TENTH);

    assertThat(after.entry("a")).isEqualTo(book.now().entry("a")).isPresent();
    assertThat(after.entry("a").orElseThrow().days()).isEqualTo(FROM_THE_TENTH);
    assertThat(book.now().properties()).containsEntry("guardlake.ingest.fence", "2026-03-10");
  }

  @Test
  void aSecondIngestIsRefusedOnceTheFirstIsSeenToLive() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);
    eachSecond = () -> beatEvery(6);

    assertThatThrownBy(() -> here().enter("b", WriterKind.INGEST, FROM_THE_TENTH))
        .isInstanceOf(WriterRefusedException.class)
        .hasMessageStartingWith(
            "Another ingest writes this output, and there can be one: ingest of the export days"
                + " from 2026-03-10 on by process 22 on host-2, since 2026-03-12T00:00:00Z, last"
                + " renewed ")
        .hasMessageContaining("Stop it first");
    assertThat(book.runs()).containsExactly("a");
    assertThat(seconds).as("not by its clock, but by its beat").isBetween(6L, 23L);
  }

  @Test
  void aSilentIngestIsTakenOverAfterItsSilenceAndNotBefore() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);

    WriterBook after = here().enter("b", WriterKind.INGEST, FROM_THE_TENTH);

    assertThat(seconds).isBetween(24L, 30L);
    assertThat(book.runs()).containsExactly("b");
    assertThat(after.entry("b").orElseThrow().token()).isEqualTo(2);
  }

  @Test
  void aBeatInTheLastSecondOfTheSilenceCounts() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);
    eachSecond = () -> beatEvery(24);

    assertThatThrownBy(() -> here().enter("b", WriterKind.INGEST, FROM_THE_TENTH))
        .isInstanceOf(WriterRefusedException.class);
    assertThat(seconds).isGreaterThanOrEqualTo(24);
  }

  @Test
  void aWallClockThatIsOffChangesNothing() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);
    // It says it was renewed hours ago, and is.
    book.beat("a");
    book.beat("a");
    eachSecond = () -> beatEvery(20);

    assertThatThrownBy(() -> here().enter("b", WriterKind.INGEST, FROM_THE_TENTH))
        .isInstanceOf(WriterRefusedException.class);
  }

  @Test
  void aWriterWhoseProcessIsGoneIsTakenOverAtOnce() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);

    registration(HERE, THERE::equals).enter("b", WriterKind.INGEST, FROM_THE_TENTH);

    assertThat(seconds).isLessThan(5);
    assertThat(book.runs()).containsExactly("b");
  }

  @Test
  void theSameRunEntersAgainWithAGreaterToken() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);

    WriterEntry again =
        here().enter("a", WriterKind.INGEST, FROM_THE_TENTH).entry("a").orElseThrow();

    assertThat(again.token()).isEqualTo(2);
    assertThat(again.process()).isEqualTo(HERE);
    assertThat(again.since()).isEqualTo(Instant.parse("2026-03-12T00:00:00Z"));
  }

  @Test
  void aBackfillLeavesTheDaysOfALiveIngest() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);
    eachSecond = () -> beatEvery(6);

    WriterBook after = here().enter("b", WriterKind.BACKFILL, MARCH);

    assertThat(after.entry("b").orElseThrow().days()).isEqualTo(days("2026-03-01", "2026-03-09"));
    assertThat(book.runs()).containsExactly("a", "b");
  }

  @Test
  void aBackfillBeforeTheFenceNeedNotWaitForAnything() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);

    here().enter("b", WriterKind.BACKFILL, days("2026-02-01", "2026-03-09"));

    assertThat(seconds).isLessThan(5);
    assertThat(book.runs()).containsExactly("a", "b");
  }

  @Test
  void aBackfillTakesAnyDayOnceTheIngestIsDead() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);

    WriterBook after = here().enter("b", WriterKind.BACKFILL, MARCH);

    assertThat(after.entry("b").orElseThrow().days()).isEqualTo(MARCH);
    assertThat(book.runs()).containsExactly("b");
  }

  @Test
  void anIngestTakesTheDaysOfABackfillThatRuns() throws Exception {
    there().enter("a", WriterKind.BACKFILL, MARCH);
    there().enter("early", WriterKind.BACKFILL, days("2026-02-01", "2026-02-28"));
    eachSecond = () -> beatEvery(6);

    here().enter("b", WriterKind.INGEST, FROM_THE_TENTH);

    assertThat(book.runs()).containsExactly("early", "b");
  }

  @Test
  void backfillsOfTheSameDaysAreRefusedAndOthersAreNot() throws Exception {
    there().enter("a", WriterKind.BACKFILL, MARCH);
    eachSecond = () -> beatEvery(6);

    assertThatThrownBy(
            () -> here().enter("b", WriterKind.BACKFILL, days("2026-03-31", "2026-04-02")))
        .isInstanceOf(WriterRefusedException.class)
        .hasMessageContaining("the export days from 2026-03-01 to 2026-03-31 by process 22")
        .hasMessageContaining("such as --to 2026-02-28");
    here().enter("c", WriterKind.BACKFILL, days("2026-04-01", "2026-04-02"));

    assertThat(book.runs()).containsExactly("a", "c");
  }

  @Test
  void twoBackfillsBesideAnIngestMayShareWhatIsItsOwn() throws Exception {
    there().enter("a", WriterKind.INGEST, FROM_THE_TENTH);
    eachSecond = () -> beatEvery(6);
    here().enter("b", WriterKind.BACKFILL, days("2026-03-01", "2026-03-20"));

    here().enter("c", WriterKind.BACKFILL, days("2026-03-15", "2026-03-25"));

    assertThat(book.now().entry("c").orElseThrow().days().isEmpty()).isTrue();
  }

  @Test
  void aPropertyThatIsNoWriterStandsInNobodysWay() throws Exception {
    book.change(
        now -> {
          Map<String, String> next = new HashMap<>(now.properties());
          next.put("guardlake.writer.x", "nonsense;;");
          return new WriterBook(next);
        });

    assertThat(here().enter("b", WriterKind.INGEST, FROM_THE_TENTH).entry("b")).isPresent();
  }

  private void beatEvery(int pause) {
    if (seconds % pause == 0) {
      book.beat("a");
    }
  }

  private Registration here() {
    return registration(HERE, process -> false);
  }

  private Registration there() {
    return registration(THERE, process -> false);
  }

  private Registration registration(LeaseProcess process, Predicate<LeaseProcess> gone) {
    Clock clock = Clock.fixed(Instant.parse("2026-03-12T00:00:00Z"), ZoneOffset.UTC);
    return new Registration(
        book.properties(), TIMING, new Surroundings(process, gone, clock, this::nanoTime));
  }

  private long nanoTime() {
    seconds++;
    eachSecond.run();
    return Duration.ofSeconds(seconds).toNanos();
  }

  private static DayRange days(String from, String to) {
    return DayRange.of(LocalDate.parse(from), LocalDate.parse(to));
  }
}
