package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestListingTest {
  private static final SourceUri SOURCE = SourceUri.parse("s3://bucket/some/prefix");

  @TempDir private Path directory;

  @Test
  void checksNamesAsAListingDoes() throws IOException {
    String ours = "some/prefix/" + ExportTree.key("2026-03-10", "a");
    String other = "some/prefix/" + ExportTree.key("2026-03-12", "b");
    String uri =
        list(
            ours,
            "s3://bucket/" + ours,
            other,
            "elsewhere/" + ours,
            "s3://other/" + ours,
            "some/prefix/AWSLogs/readme.txt");
    DayRange days = days("2026-03-01", "2026-03-11");

    ListingStep step = listing(uri, List.of(SOURCE), days, 0).next();

    assertThat(step.last()).isTrue();
    assertThat(step.objects())
        .containsExactly(
            ExportObject.named("s3://bucket/" + ours), ExportObject.named("s3://bucket/" + ours));
    assertThat(step.foreign())
        .extracting(ExportObject::uri)
        .containsExactly(
            "s3://bucket/elsewhere/" + ours,
            "s3://other/" + ours,
            "s3://bucket/some/prefix/AWSLogs/readme.txt");
  }

  @Test
  void goesOnAfterThePartsThatAreTaken() throws IOException {
    List<String> keys = keys(2 * ManifestListing.PART + 10);
    String uri = list(keys.toArray(String[]::new));
    List<String> all = new ArrayList<>();

    for (int taken = 0; taken < 3; taken++) {
      ListingStep step = listing(uri, List.of(SOURCE), DayRange.ALL, taken).next();
      assertThat(step.day()).isEqualTo(taken);
      assertThat(step.last()).isEqualTo(taken == 2);
      step.objects().forEach(object -> all.add(SOURCE.keyOf(object.uri())));
    }

    assertThat(all).hasSize(keys.size());
    assertThat(all.stream().map(key -> "some/prefix/" + key)).containsExactlyElementsOf(keys);
  }

  @Test
  void refusesAManifestThatBecameShorter() throws IOException {
    String uri = list(keys(10).toArray(String[]::new));

    assertThatThrownBy(() -> listing(uri, List.of(SOURCE), DayRange.ALL, 1).next())
        .hasMessageContaining("has become shorter");
  }

  @Test
  void refusesAManifestOfWhichNothingIsAnExports() throws IOException {
    String uri = list("a", "b");

    assertThatThrownBy(() -> listing(uri, List.of(SOURCE), DayRange.ALL, 0).next())
        .hasMessageContaining("None of the names")
        .hasMessageContaining("as a is not");
  }

  @Test
  void wantsWholeUrisWhereThereAreSeveralSources() throws IOException {
    String uri = list(keys(1).get(0));
    List<SourceUri> sources = List.of(SOURCE, SourceUri.parse("s3://other"));

    assertThatThrownBy(() -> listing(uri, sources, DayRange.ALL, 0).next())
        .hasMessageContaining("write whole URIs");
  }

  @Test
  void refusesAnInventoryOfAnotherBucket() throws IOException {
    Path manifest =
        Files.writeString(
            directory.resolve("manifest.json"),
            "{\"sourceBucket\":\"other\",\"destinationBucket\":\"arn:aws:s3:::d\",\"fileFormat\":"
                + "\"CSV\",\"fileSchema\":\"Bucket, Key\",\"files\":[]}");

    assertThatThrownBy(() -> listing("file://" + manifest, List.of(SOURCE), DayRange.ALL, 0).next())
        .hasMessageContaining("is of the bucket other, and no --source lies there");
  }

  @Test
  void aRunByManifestAssignsEachObjectOnceThoughItIsRestoredInTheMiddle() throws IOException {
    List<String> keys = keys(3 * ManifestListing.PART);
    List<String> withRepeats = new ArrayList<>(keys.subList(0, 10));
    withRepeats.addAll(keys);
    ReadMode mode = new ReadMode.Bounded(null, null, list(withRepeats.toArray(String[]::new)));
    EnumeratorRig rig =
        new EnumeratorRig(1)
            .mode(mode, List.of(SOURCE))
            .limits(
                new ListingLimits(
                    1,
                    1000,
                    100,
                    java.time.Duration.ofSeconds(1),
                    java.time.Duration.ofSeconds(1),
                    java.time.Duration.ofSeconds(1),
                    3))
            .start();

    rig.poll();

    // Waits for room after its first part.
    assertThat(rig.progress().pending()).isEqualTo(ManifestListing.PART - 10);
    EnumeratorState state = rig.snapshot(1);
    assertThat(state.listing().complete()).isFalse();
    assertThat(rig.names()).isEmpty();

    rig.start(state).readersAskForAll().poll();
    assertThat(rig.names()).hasSize(keys.size()).doesNotHaveDuplicates();
  }

  private String list(String... keys) throws IOException {
    return "file://" + Files.write(directory.resolve("list.txt"), Arrays.asList(keys));
  }

  private static List<String> keys(int count) {
    List<String> keys = new ArrayList<>();

    for (int i = 0; i < count; i++) {
      keys.add("some/prefix/" + ExportTree.key("2026-03-10", "a" + i));
    }

    return keys;
  }

  private static DayRange days(String from, String to) {
    return new DayRange(
        (int) LocalDate.parse(from).toEpochDay(), (int) LocalDate.parse(to).toEpochDay());
  }

  private static ManifestListing listing(
      String uri, List<SourceUri> sources, DayRange days, int taken) {
    LeftDays none = new LeftDays(ReadMode.Bounded.allDays(), SourceProgress.of("run"));
    return new ManifestListing(uri, sources, days, none, ObjectStoreFactory.standard(), taken);
  }
}
