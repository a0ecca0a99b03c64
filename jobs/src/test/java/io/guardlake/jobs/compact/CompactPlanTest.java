package io.guardlake.jobs.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CompactPlanTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-02-10");
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);
  private static final long FILE = 1000;

  @Test
  void mergesTheFilesOfEachPartitionOfAClosedDay() {
    CompactPlan plan =
        plan(
            file("a", "HIGH", YESTERDAY, 10, false),
            file("b", "HIGH", YESTERDAY, 10, false),
            file("c", "LOW", YESTERDAY, 10, false));

    assertThat(plan.groups())
        .extracting(group -> group.files().stream().map(LiveFile::location).toList())
        .containsExactlyInAnyOrder(List.of("a", "b"), List.of("c"));
    assertThat(plan.daysCompacted()).containsExactly(YESTERDAY);
  }

  @Test
  void leavesOpenDaysAlone() {
    CompactPlan plan = plan(file("a", "LOW", TODAY, 10, false), file("b", "LOW", TODAY, 1, false));

    assertThat(plan.groups()).isEmpty();
    assertThat(plan.daysLeftAlone()).isEmpty();
  }

  @Test
  void leavesAloneWhatACompactionWrote() {
    CompactPlan plan =
        plan(
            file("full", "LOW", YESTERDAY, 990, true),
            file("rest", "LOW", YESTERDAY, 10, true),
            file("one", "HIGH", YESTERDAY, 10, true));

    assertThat(plan.groups()).isEmpty();
    assertThat(plan.daysLeftAlone()).containsExactly(YESTERDAY);
  }

  @Test
  void leavesAloneTheFilesOfOneCompactionHoweverSmall() {
    List<LiveFile> files =
        List.of(
            new LiveFile("a", "p", YESTERDAY, 10, true, 7),
            new LiveFile("b", "p", YESTERDAY, 10, true, 7));

    assertThat(CompactPlan.of(files, TODAY, FILE).groups()).isEmpty();
  }

  @Test
  void aLateFileIsMergedWithoutTheFullOnes() {
    CompactPlan plan =
        plan(
            file("full", "LOW", YESTERDAY, 990, true),
            file("rest", "LOW", YESTERDAY, 500, true),
            file("late", "LOW", YESTERDAY, 10, false));

    assertThat(locations(plan)).containsExactlyInAnyOrder("rest", "late");
  }

  @Test
  void fullOnesAreMergedTooWhereThatSavesAFile() {
    CompactPlan plan =
        plan(
            file("nearly", "LOW", YESTERDAY, 800, true), file("late", "LOW", YESTERDAY, 10, false));

    assertThat(locations(plan)).containsExactlyInAnyOrder("nearly", "late");
  }

  @Test
  void sortsALargeFileThatIngestWrote() {
    assertThat(locations(plan(file("big", "LOW", YESTERDAY, 1000, false)))).containsExactly("big");
  }

  @Property
  void everyGroupIsOfOneClosedPartitionAndNoFileIsInTwo(@ForAll("files") List<LiveFile> files) {
    CompactPlan plan = CompactPlan.of(files, TODAY, FILE);
    Set<LiveFile> seen = new HashSet<>();

    for (CompactPlan.Group group : plan.groups()) {
      assertThat(group.files())
          .allSatisfy(file -> assertThat(file.partition()).isEqualTo(group.partition()))
          .allSatisfy(file -> assertThat(file.day()).isBefore(TODAY))
          .allSatisfy(file -> assertThat(seen.add(file)).isTrue());
    }
  }

  @Property
  void afterItsMergesThereIsNothingToDoAndNoFileTooMany(@ForAll("files") List<LiveFile> files) {
    List<LiveFile> after = merged(files, CompactPlan.of(files, TODAY, FILE));

    assertThat(CompactPlan.of(after, TODAY, FILE).groups()).isEmpty();
    // Of partitions that only compactions and ingest wrote into, at most one is not full.
    Map<String, Long> notFull =
        after.stream()
            .filter(file -> file.day().isBefore(TODAY) && file.bytes() < FILE * 3 / 4)
            .collect(Collectors.groupingBy(LiveFile::partition, Collectors.counting()));
    assertThat(notFull.values()).allMatch(count -> count <= 1);
  }

  @Provide
  Arbitrary<List<LiveFile>> files() {
    return Combinators.combine(
            Arbitraries.of("HIGH", "LOW"),
            Arbitraries.integers().between(0, 3),
            Arbitraries.longs().between(1, FILE),
            Arbitraries.of(true, false))
        .as(
            (severity, ago, bytes, sorted) ->
                file("", severity, TODAY.minusDays(ago), bytes, sorted))
        .list()
        .ofMaxSize(20)
        .map(CompactPlanTest::named);
  }

  /** What a compaction makes of a plan: the bytes of each group in full files and a rest. */
  private static List<LiveFile> merged(List<LiveFile> files, CompactPlan plan) {
    List<LiveFile> after = new ArrayList<>(files);

    for (CompactPlan.Group group : plan.groups()) {
      after.removeAll(group.files());
      LiveFile like = group.files().get(0);
      long left = group.bytes();

      while (left > 0) {
        long bytes = Math.min(left, FILE);
        String name = "merged-" + after.size() + "-" + left;
        after.add(new LiveFile(name, like.partition(), like.day(), bytes, true, 1000));
        left -= bytes;
      }
    }

    return after;
  }

  private static List<LiveFile> named(List<LiveFile> files) {
    List<LiveFile> named = new ArrayList<>();

    for (LiveFile file : files) {
      named.add(
          new LiveFile(
              "f" + named.size(),
              file.partition(),
              file.day(),
              file.bytes(),
              file.sorted(),
              named.size()));
    }

    return named;
  }

  private static CompactPlan plan(LiveFile... files) {
    return CompactPlan.of(List.of(files), TODAY, FILE);
  }

  private static List<String> locations(CompactPlan plan) {
    return plan.groups().stream()
        .flatMap(group -> group.files().stream())
        .map(LiveFile::location)
        .toList();
  }

  private static LiveFile file(
      String location, String severity, LocalDate day, long bytes, boolean sorted) {
    String partition = "severity=" + severity + "/updated_at_day=" + day;
    return new LiveFile(location, partition, day, bytes, sorted, location.hashCode());
  }
}
