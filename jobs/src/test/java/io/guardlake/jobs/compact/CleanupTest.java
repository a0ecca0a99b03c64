package io.guardlake.jobs.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.schemas.finding.FindingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that expire, and files that nothing names. */
class CleanupTest {
  @TempDir private Path directory;
  private CompactRig rig;

  @BeforeEach
  void fill() throws IOException {
    rig = new CompactRig(directory);
    rig.appendFindings(3, 1);
    rig.appendFindings(3, 1);
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void nothingWithinTheGraceIsTouched() throws Exception {
    List<String> files = dataFiles();

    CompactSummary summary = rig.compact();

    assertThat(summary.snapshotsExpired()).isZero();
    assertThat(summary.orphansRemoved()).isZero();
    assertThat(dataFiles()).containsAll(files);
  }

  @Test
  void whatWasReplacedBeforeTheGraceGoesWithItsFiles() throws Exception {
    List<String> replaced = dataFiles();
    rig.compact();
    List<String> content = rig.content(FindingsTable.DEFINITION);
    List<String> live = live();

    CompactSummary later = Compaction.run(rig.settingsLater(Duration.ofDays(8)), CompactRig.SILENT);

    assertThat(later.tables().get(0).snapshotsExpired()).isEqualTo(2);
    assertThat(snapshots()).hasSize(1);
    assertThat(dataFiles()).doesNotContainAnyElementsOf(replaced).containsAll(live);
    assertThat(rig.content(FindingsTable.DEFINITION)).isEqualTo(content);
    assertThat(Files.exists(directory.resolve("catalog.db"))).isTrue();
  }

  @Test
  void anOldSnapshotThatWasCurrentWithinTheGraceStays() throws Exception {
    // Both appends are older than the cutoff; the second was still current at it.
    Instant between = Instant.now().plusMillis(1);
    awaitAfter(between);
    long secondAppend = rig.findings().currentSnapshot().snapshotId();
    rig.compact();

    int expired = OldSnapshots.expire(rig.findings(), between);

    assertThat(expired).isEqualTo(1);
    assertThat(snapshots()).hasSize(2).contains(secondAppend);
  }

  @Test
  void removesOldFilesThatNothingNames() throws Exception {
    Path data = directory.resolve("guardlake/findings/data/severity=LOW");
    Path metadata = directory.resolve("guardlake/findings/metadata");
    Path oldData = old(data.resolve("killed.parquet"));
    Path oldManifest = old(metadata.resolve("killed.avro"));
    Path young = Files.writeString(data.resolve("pending.parquet"), "x");
    Path elsewhere = old(directory.resolve("not-a-table.txt"));

    try (Stream<Path> all = Files.walk(directory.resolve("guardlake/findings"))) {
      for (Path file : all.filter(Files::isRegularFile).filter(f -> !f.equals(young)).toList()) {
        old(file, Files.readAllBytes(file));
      }
    }

    List<String> content = rig.content(FindingsTable.DEFINITION);
    CompactSummary summary = rig.compact();

    assertThat(oldData).doesNotExist();
    assertThat(oldManifest).doesNotExist();
    assertThat(young).exists();
    assertThat(elsewhere).exists();
    assertThat(summary.orphansRemoved()).isEqualTo(2);
    assertThat(rig.content(FindingsTable.DEFINITION)).isEqualTo(content);
    // Snapshots of before the compaction still have all of their files.
    for (Snapshot snapshot : rig.findings().snapshots()) {
      for (String file : added(snapshot)) {
        assertThat(Path.of(file.replace("file://", ""))).exists();
      }
    }
  }

  @Test
  void removesNothingIfTheListingLacksFilesThatTheTableHas() throws Exception {
    Path orphan = old(directory.resolve("guardlake/findings/data/killed.parquet"));
    Files.delete(Path.of(live().get(0).replace("file://", "")));

    assertThatThrownBy(
            () -> OrphanFiles.remove(rig.findings(), Instant.now().plusSeconds(1), () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be trusted");
    assertThat(orphan).exists();
  }

  @Test
  void locationsAreTheSameHoweverTheyAreSpelt() {
    assertThat(TableFiles.key("file:///a/severity=LOW/x y%20z.parquet"))
        .isEqualTo(TableFiles.key("file:/a/severity=LOW/x y%20z.parquet"));
    assertThat(TableFiles.key("s3://b/k")).isNotEqualTo(TableFiles.key("s3://c/k"));
  }

  private static void awaitAfter(Instant moment) {
    Awaitility.await().until(() -> Instant.now().isAfter(moment.plusMillis(2)));
  }

  private static Path old(Path file) throws IOException {
    return old(file, new byte[] {1});
  }

  private static Path old(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
  }

  private List<String> added(Snapshot snapshot) {
    List<String> files = new ArrayList<>();
    SnapshotChanges.builderFor(rig.findings())
        .snapshot(snapshot)
        .build()
        .addedDataFiles()
        .forEach(file -> files.add(file.location()));
    return files;
  }

  private List<Long> snapshots() {
    List<Long> ids = new ArrayList<>();
    rig.findings().snapshots().forEach(snapshot -> ids.add(snapshot.snapshotId()));
    return ids;
  }

  private List<String> live() throws IOException {
    return rig.files(FindingsTable.DEFINITION).stream().map(DataFile::location).toList();
  }

  private List<String> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("guardlake/findings/data"))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .map(file -> "file://" + file)
          .toList();
    }
  }
}
