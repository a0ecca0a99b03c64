package io.guardlake.jobs.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guardlake.jobs.lease.LeaseProcess;
import io.guardlake.jobs.source.DayRange;
import io.guardlake.jobs.source.TableKnowledge;
import io.guardlake.jobs.source.WriteAccess.Wish;
import io.guardlake.jobs.source.WriteAccess.WriteGrant;
import io.guardlake.jobs.table.Admission;
import io.guardlake.jobs.writer.Registration.Surroundings;
import io.guardlake.jobs.writer.Writer.FirstStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputWritersTest {
  private static final WriterTiming QUICK =
      new WriterTiming(Duration.ofMillis(1500), Duration.ofMillis(100), Duration.ofMillis(20));

  @TempDir private Path directory;
  private final AtomicInteger lost = new AtomicInteger();
  private Book book;

  @BeforeEach
  void open() {
    book = new Book(directory);
  }

  @AfterEach
  void close() throws IOException {
    book.close();
  }

  @Test
  void everyTableAdmitsTheRunAndNoOther() throws Exception {
    try (WriteGrant first = claim("a", TableKnowledge.NONE, true)) {
      assertThat(first.days()).isEqualTo(DayRange.from(20_500));
      assertThat(first.mustLearn()).isFalse();
    }

    try (WriteGrant second = claim("b", TableKnowledge.NONE, true)) {
      assertThat(second.mustLearn()).isFalse();

      for (String table : new String[] {"findings", "quarantine", "drift_counts"}) {
        Map<String, String> properties = book.catalog().table(table).properties();
        assertThat(Admission.isAdmitted(properties, "a")).isFalse();
        assertThat(Admission.isAdmitted(properties, "b")).isTrue();
      }
    }
  }

  @Test
  void aLiveIngestIsRenewedAndKeepsOthersOut() throws Exception {
    try (WriteGrant first = claim("a", TableKnowledge.NONE, true)) {
      assertThat(first.days().isEmpty()).isFalse();
      assertThatThrownBy(() -> claim("b", TableKnowledge.NONE, true))
          .isInstanceOf(SuppressRestartsException.class)
          .hasCauseInstanceOf(WriterRefusedException.class);
    }
  }

  @Test
  void aWriterThatIsOverKeepsNobodyWaiting() throws Exception {
    claim("a", TableKnowledge.NONE, true).close();
    OutputWriters.release(book.settings(), "a");

    assertThat(book.runs()).isEmpty();
  }

  @Test
  void aWriterLearnsThatItsRightWasTaken() throws Exception {
    try (WriteGrant first = claim("a", TableKnowledge.NONE, true)) {
      assertThat(first.days().isEmpty()).isFalse();
      book.change(now -> now.without("a"));

      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(lost).hasValue(1));
    }
  }

  @Test
  void aWriterThatWasPausedBeforeItWasAdmittedIsNotAdmittedAfterALaterOne() throws Exception {
    Surroundings elsewhere =
        new Surroundings(
            LeaseProcess.current(), process -> false, Clock.systemUTC(), System::nanoTime);
    WriterBook paused =
        new Registration(book.properties(), QUICK, elsewhere)
            .enter("a", WriterKind.INGEST, DayRange.from(20_500));

    try (WriteGrant later = claim("b", TableKnowledge.NONE, true)) {
      assertThat(later.days().isEmpty()).isFalse();

      assertThat(writers("a").isAdmitted(book.catalog(), paused)).isFalse();
      assertThat(Admission.isAdmitted(book.findings().properties(), "a")).isFalse();
      assertThat(Admission.isAdmitted(book.findings().properties(), "b")).isTrue();
    }
  }

  @Test
  void aFirstStartOverRowsLearnsUnlessToldToForget() throws Exception {
    book.append();

    try (WriteGrant learns = claim("a", TableKnowledge.NONE, true)) {
      assertThat(learns.mustLearn()).isTrue();
      assertThat(learns.snapshots())
          .containsEntry("findings", book.findings().currentSnapshot().snapshotId())
          .containsEntry("quarantine", TableKnowledge.NO_SNAPSHOT);
    }

    OutputWriters.release(book.settings(), "a");

    try (WriteGrant forgets =
        new OutputWriters(writer("b", FirstStart.FORGET))
            .claim(wish(TableKnowledge.NONE, true), lost::incrementAndGet)) {
      assertThat(forgets.mustLearn()).isFalse();
    }
  }

  @Test
  void aStateOfBeforeThereWasAnythingToKnowLearns() throws Exception {
    book.append();

    try (WriteGrant grant = claim("a", TableKnowledge.NONE, false)) {
      assertThat(grant.mustLearn()).isTrue();
    }
  }

  private WriteGrant claim(String run, TableKnowledge known, boolean fresh) throws IOException {
    return writers(run).claim(wish(known, fresh), lost::incrementAndGet);
  }

  private static Wish wish(TableKnowledge known, boolean fresh) {
    return new Wish(DayRange.from(20_500), DayRange.from(20_500), known, fresh);
  }

  private OutputWriters writers(String run) {
    return new OutputWriters(writer(run, FirstStart.LEARN));
  }

  private Writer writer(String run, FirstStart firstStart) {
    return new Writer(
        book.settings(),
        run,
        WriterKind.INGEST,
        Duration.ofDays(120),
        firstStart,
        Writer.Refusal.FINAL,
        QUICK);
  }
}
