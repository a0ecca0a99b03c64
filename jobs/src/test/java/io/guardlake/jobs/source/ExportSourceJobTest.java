package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.KnownIdentities;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ExportSourceJobTest {
  private static final SourceClock CLOCK =
      () -> Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();

  @TempDir private Path directory;
  private final String runId = UUID.randomUUID().toString();

  private ExportSourceSettings bounded() {
    return ExportSourceSettings.of(
        runId, List.of(new ExportTree(directory).uri()), ReadMode.Bounded.allDays());
  }

  private ExportSourceSettings continuous() {
    return ExportSourceSettings.of(
            runId,
            List.of(new ExportTree(directory).uri()),
            new ReadMode.Continuous(Duration.ofDays(2), Duration.ofMillis(50), null))
        .withClock(CLOCK);
  }

  @Test
  void readsTwoThousandObjectsAndEnds() throws Exception {
    ExportTree tree = new ExportTree(directory);
    List<String> expected = new ArrayList<>();

    for (int i = 0; i < 2000; i++) {
      tree.add("2026-03-" + (i % 9 + 10), "object-" + i, "first " + i, "second " + i);
      expected.add("first " + i);
      expected.add("second " + i);
    }

    TestJob job = TestJob.start(new ExportSource(bounded()), runId, 2);
    job.await();

    assertThat(job.lines()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(job.records().stream().filter(ExportRecord.ObjectEnd.class::isInstance))
        .hasSize(2000);
    SourceProgress progress = SourceProgress.of(runId);
    assertThat(progress.discovered()).isEqualTo(2000);
    assertThat(progress.finished()).isEqualTo(2000);
    assertThat(progress.pending()).isZero();
  }

  @Test
  void emitsAnObjectWithoutWaitingForACheckpoint() throws Exception {
    ExportTree tree = new ExportTree(directory);
    tree.add("2026-03-10", "a", "one");
    TestJob job = TestJob.start(new ExportSource(continuous()), runId, 2, Duration.ofHours(5));

    try {
      await().untilAsserted(() -> assertThat(job.lines()).containsExactly("one"));
      tree.add("2026-03-10", "b", "two");
      await().untilAsserted(() -> assertThat(job.lines()).containsExactly("one", "two"));
    } finally {
      job.cancel();
    }
  }

  @Test
  void readsTheSameByAManifestAsByListing() throws Exception {
    ExportTree tree = new ExportTree(directory.resolve("export"));
    List<String> uris = new ArrayList<>();

    for (int i = 0; i < 300; i++) {
      uris.add(tree.add("2026-03-" + (i % 9 + 10), "object-" + i, "first " + i, "second " + i));
    }

    Collections.shuffle(uris, new Random(7));
    Path list = Files.write(directory.resolve("list.txt"), uris);
    ExportSourceSettings listed =
        ExportSourceSettings.of(runId, List.of(tree.uri()), ReadMode.Bounded.allDays());
    TestJob listing = TestJob.start(new ExportSource(listed), runId, 2);
    listing.await();

    String named = runId + "-manifest";
    ReadMode mode = new ReadMode.Bounded(null, null, "file://" + list);
    TestJob byManifest =
        TestJob.start(
            new ExportSource(ExportSourceSettings.of(named, List.of(tree.uri()), mode)), named, 2);
    byManifest.await();

    // With name, ETag, size and last-modified.
    assertThat(lineTexts(byManifest)).containsExactlyInAnyOrderElementsOf(lineTexts(listing));
    assertThat(byManifest.records()).hasSize(900);
  }

  private static List<String> lineTexts(TestJob job) {
    return job.records().stream()
        .map(
            record ->
                record instanceof ExportRecord.Line line
                    ? line.object() + ":" + line.number() + ":" + TestJob.text(line.bytes())
                    : record.toString())
        .toList();
  }

  @Test
  void readsOnlyTheDaysAskedFor() throws Exception {
    ExportTree tree = new ExportTree(directory);
    tree.add("2025-12-31", "a", "too early");
    tree.add("2026-01-01", "b", "first day");
    tree.add("2026-02-28", "c", "last day");
    tree.add("2026-03-01", "d", "too late");
    ExportSourceSettings settings =
        ExportSourceSettings.of(
            runId,
            List.of(tree.uri()),
            new ReadMode.Bounded(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 28)));

    TestJob job = TestJob.start(new ExportSource(settings), runId, 1);
    job.await();

    assertThat(job.lines()).containsExactly("first day", "last day");
  }

  @Test
  void readsWhatIsGoodOfASaltedTreeAndReportsTheRest() throws Exception {
    ExportTree tree = new ExportTree(directory);
    tree.add("2026-03-10", "good", "good");
    byte[] packed = ExportTree.gzip("kept\n" + UUID.randomUUID().toString().repeat(50));
    tree.put(ExportTree.key("2026-03-10", "cut"), Arrays.copyOf(packed, packed.length - 9));
    tree.put("AWSLogs/111122223333/GuardDuty/eu-central-1/2026/03/10/notes.txt", new byte[] {1});
    tree.put("other/file", new byte[] {1});
    tree.put("AWSLogs/111122223333/GuardDuty/eu-central-1/2026/03/10/x_$folder$", new byte[0]);
    tree.put(ExportTree.key("2026-03-10", "empty"), new byte[0]);

    TestJob job = TestJob.start(new ExportSource(bounded()), runId, 1);
    job.await();

    assertThat(job.lines()).containsExactlyInAnyOrder("good", "kept");
    assertThat(job.records().stream().filter(ExportRecord.Failure.class::isInstance))
        .singleElement()
        .satisfies(
            record -> {
              ExportRecord.Failure failure = (ExportRecord.Failure) record;
              assertThat(failure.reason()).isEqualTo(QuarantineReason.BROKEN_GZIP);
              assertThat(failure.number()).isNull();
              assertThat(failure.object().uri()).endsWith("cut.jsonl.gz");
            });
    assertThat(job.records().stream().filter(ExportRecord.ObjectEnd.class::isInstance)).hasSize(3);
    assertThat(SourceProgress.of(runId).foreignKeys()).isEqualTo(2);
    assertThat(SourceProgress.of(runId).markers()).isEqualTo(1);
  }

  @Test
  void failsOnABrokenObjectWhereTheUserWantsIt() throws Exception {
    new ExportTree(directory)
        .put(ExportTree.key("2026-03-10", "cut"), Arrays.copyOf(ExportTree.gzip("a\nb"), 15));

    TestJob job =
        TestJob.start(
            new ExportSource(bounded().withOnObjectError(ObjectErrorPolicy.FAIL)), runId, 1);

    assertThatThrownBy(job::await)
        .satisfies(
            error ->
                assertThat(ExceptionUtils.stringifyException(error))
                    .contains("cut.jsonl.gz cannot be read"));
  }

  @Test
  void failsWithASentenceWhereTheDirectoryIsMissing() throws Exception {
    ExportSourceSettings settings =
        ExportSourceSettings.of(
                runId,
                List.of(SourceUri.parse("file:///no/such/export")),
                ReadMode.Bounded.allDays())
            .withListingLimits(
                new ListingLimits(
                    1, 1000, 10, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO, 2));

    TestJob job = TestJob.start(new ExportSource(settings), runId, 1);

    assertThatThrownBy(job::await)
        .satisfies(
            error ->
                assertThat(ExceptionUtils.stringifyException(error))
                    .contains("There is no directory /no/such/export"));
  }

  @Test
  void endsWithNothingWhereTheExportIsEmpty() throws Exception {
    TestJob job = TestJob.start(new ExportSource(bounded()), runId, 2);
    job.await();

    assertThat(job.records()).isEmpty();
  }

  @Test
  void seesNewObjectsAndFallsIdle() throws Exception {
    ExportTree tree = new ExportTree(directory);
    tree.add("2026-03-10", "a", "one");
    tree.add("2026-03-07", "old", "before the window");

    TestJob job = TestJob.start(new ExportSource(continuous()), runId, 2);

    try {
      await().untilAsserted(() -> assertThat(job.lines()).containsExactly("one"));
      SourceProgress progress = SourceProgress.of(runId);
      await().until(() -> progress.isIdleFor(Duration.ZERO));
      tree.add("2026-03-11", "b", "two");
      tree.put(
          ExportTree.key("444455556666", "us-east-1", "2026-03-08", "c"), ExportTree.gzip("three"));
      await()
          .untilAsserted(
              () -> assertThat(job.lines()).containsExactlyInAnyOrder("one", "two", "three"));
      await().until(() -> progress.isIdleFor(Duration.ofMillis(300)));
    } finally {
      job.cancel();
    }
  }

  @Test
  void waitsForADirectoryThatIsNotThereYet() throws Exception {
    Files.delete(directory);

    TestJob job = TestJob.start(new ExportSource(continuous()), runId, 1);

    try {
      await().until(() -> SourceProgress.of(runId).listings() > 1);
      new ExportTree(directory).add("2026-03-10", "a", "one");
      await().untilAsserted(() -> assertThat(job.lines()).containsExactly("one"));
    } finally {
      job.cancel();
    }
  }

  @Test
  void learnsEverythingBeforeItReadsTheFirstObject() throws Exception {
    new ExportTree(directory).add("2026-03-10", "a", "one");

    TestJob job = TestJob.start(new ExportSource(bounded().withKnown(new FourParts())), runId, 2);
    job.await();

    List<ExportRecord> records = job.records();
    assertThat(records).hasSize(4 * FourParts.EACH + 2);
    assertThat(records.subList(0, 4 * FourParts.EACH))
        .allMatch(ExportRecord.Known.class::isInstance)
        .doesNotHaveDuplicates();
    assertThat(job.lines()).containsExactly("one");
  }

  @Test
  void aJobThatIsSetBackInTheMiddleOfAnObjectLearnsBeforeItGoesOn() throws Exception {
    ExportTree tree = new ExportTree(directory);
    String[] lines = new String[200_000];
    Arrays.setAll(lines, i -> "line " + i);
    tree.add("2026-03-10", "large", lines);
    TestJob job = TestJob.start(new ExportSource(bounded()), runId, 1);
    await().until(() -> !job.lines().isEmpty());
    String savepoint = job.stop(directory.resolve("savepoints"));
    int before = job.lines().size();
    assertThat(before).as("stopped in the middle").isLessThan(lines.length);

    ExportSourceSettings behind =
        bounded().withKnown(new FourParts()).withAccess(FakeAccess.learning(new FourParts()));
    TestJob again = TestJob.restore(new ExportSource(behind), runId, 2, savepoint);
    again.await();

    List<ExportRecord> since =
        again
            .records()
            .subList(
                again.records().size() - (lines.length - before) - 4 * FourParts.EACH - 1,
                again.records().size());
    assertThat(since.subList(0, 4 * FourParts.EACH)).allMatch(ExportRecord.Known.class::isInstance);
    assertThat(again.lines()).hasSize(lines.length).doesNotHaveDuplicates();
  }

  private static final class FourParts implements KnownIdentities {
    private static final long serialVersionUID = 1;
    static final int EACH = 10_000;

    @Override
    public List<String> parts() {
      return List.of("p", "q", "r", "s");
    }

    @Override
    public void read(String part, Consumer<Identity> consumer) {
      for (int i = 0; i < EACH; i++) {
        consumer.accept(Identity.ofFinding("1", "r", part, i, i));
      }
    }
  }
}
