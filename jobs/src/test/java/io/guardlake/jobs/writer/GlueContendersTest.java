package io.guardlake.jobs.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.source.DayRange;
import io.guardlake.jobs.source.TableKnowledge;
import io.guardlake.jobs.source.WriteAccess.Wish;
import io.guardlake.jobs.source.WriteAccess.WriteGrant;
import io.guardlake.jobs.table.Admission;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.FakeGlue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Glue is the catalog of most users: its own compare-and-set must decide who writes. */
class GlueContendersTest {
  private static final WriterTiming TIMING =
      new WriterTiming(Duration.ofMinutes(2), Duration.ofMillis(200), Duration.ofMillis(50));

  @TempDir private Path directory;
  private FakeGlue glue;
  private Book book;

  @BeforeEach
  void open() throws IOException {
    glue = FakeGlue.start();
    book = new Book(CatalogSettings.parse("glue", directory.toUri().toString(), "guardlake"));
  }

  @AfterEach
  void close() throws IOException {
    book.close();
    glue.close();
  }

  @Test
  void ofTwoWhoseUpdatesMeetOneGetsTheRightAndTheOtherIsRefused() throws Exception {
    glue.letTwoMeet(WriterBook.TABLE);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<WriteGrant> granted = new ArrayList<>();
    List<Throwable> refused = new ArrayList<>();

    try {
      List<Callable<WriteGrant>> contenders = List.of(() -> claim("a"), () -> claim("b"));

      for (Future<WriteGrant> claim : threads.invokeAll(contenders, 2, TimeUnit.MINUTES)) {
        try {
          granted.add(claim.get());
        } catch (ExecutionException e) {
          refused.add(e.getCause());
        }
      }

      assertThat(glue.conflicts()).as("both saw an empty book").isPositive();
      assertThat(granted).hasSize(1);
      assertThat(refused)
          .singleElement()
          .matches(e -> ExceptionUtils.findThrowable(e, WriterRefusedException.class).isPresent());
      assertThat(book.runs()).hasSize(1);
      assertThat(book.findings().properties().keySet().stream().filter(Admission::isKey).toList())
          .containsExactly(Admission.key(book.runs().get(0)));
    } finally {
      for (WriteGrant grant : granted) {
        grant.close();
      }

      threads.shutdownNow();
    }
  }

  private WriteGrant claim(String run) throws IOException {
    Writer writer =
        new Writer(
            book.settings(),
            run,
            WriterKind.INGEST,
            Duration.ofDays(120),
            Writer.FirstStart.LEARN,
            Writer.Refusal.FINAL,
            TIMING);
    Wish wish = new Wish(DayRange.from(20_500), DayRange.from(20_500), TableKnowledge.NONE, true);
    return new OutputWriters(writer).claim(wish, () -> {});
  }
}
