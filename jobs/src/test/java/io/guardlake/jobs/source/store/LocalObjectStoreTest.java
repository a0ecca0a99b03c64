package io.guardlake.jobs.source.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreTest {
  @TempDir private Path directory;
  @TempDir private Path outside;
  private LocalObjectStore store;

  @BeforeEach
  void openStore() throws IOException {
    store = new LocalObjectStore(new SourceUri.Directory(directory.toString()), 2);
    Files.createDirectories(directory.resolve("a/b"));
    Files.writeString(directory.resolve("a/1"), "one");
    Files.writeString(directory.resolve("a/b/2"), "two");
    Files.writeString(outside.resolve("secret"), "secret");
  }

  @Test
  void listsOneLevelAndAllLevels() throws IOException {
    assertThat(store.list("a/", true, null).prefixes()).containsExactly("a/b/");
    assertThat(store.list("a/", true, null).objects())
        .extracting(StoredObject::key)
        .containsExactly("a/1");
    assertThat(store.list("", false, null).objects())
        .extracting(StoredObject::key)
        .containsExactly("a/1", "a/b/2");
    assertThat(store.list("none/", false, null)).isEqualTo(ListingPage.EMPTY);
  }

  @Test
  void whoeverWaitsForAFileLearnsOfErrorsOfTheJvm() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("a/huge").toFile(), "rw")) {
      // Larger than any array may be, and a hole on disk.
      file.setLength(Integer.MAX_VALUE);
    }

    assertThat(store.fetch(StoredObject.named("a/huge"), Integer.MAX_VALUE))
        .failsWithin(Duration.ofMinutes(1))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void followsNoSymbolicLink() throws IOException {
    Files.createSymbolicLink(directory.resolve("a/link"), outside);
    Files.createSymbolicLink(directory.resolve("a/file"), outside.resolve("secret"));

    assertThat(store.list("", false, null).objects())
        .extracting(StoredObject::key)
        .containsExactly("a/1", "a/b/2");
    assertThat(store.list("a/link/", false, null)).isEqualTo(ListingPage.EMPTY);
    assertThatThrownBy(() -> store.open(new StoredObject("a/link/secret", "6-0", 6, 0)))
        .hasMessageContaining("symbolic link");
    assertThatThrownBy(
            () -> store.open(new StoredObject("../" + outside.getFileName(), "6-0", 6, 0)))
        .hasMessageContaining("leads out of");
  }

  @Test
  void refusesAFileThatChangedSinceItWasListed() throws IOException {
    StoredObject listed = store.list("a/", true, null).objects().get(0);
    Files.writeString(directory.resolve("a/1"), "longer");

    assertThatThrownBy(() -> store.open(listed))
        .isInstanceOfSatisfying(
            StoreException.class,
            error -> assertThat(error.reason()).isEqualTo(QuarantineReason.CHANGED));
  }

  @Test
  void noticesAFileThatChangesWhileItIsRead() throws IOException {
    StoredObject listed = store.list("a/", true, null).objects().get(0);

    try (InputStream in = store.open(listed)) {
      assertThat(in.read()).isEqualTo('o');
      Files.writeString(directory.resolve("a/1"), "longer");

      assertThatThrownBy(in::readAllBytes).hasMessageContaining("changed");
    }
  }

  @Test
  void saysThatAListedFileIsGone() throws IOException {
    StoredObject listed = store.list("a/", true, null).objects().get(0);
    Files.delete(directory.resolve("a/1"));

    assertThatThrownBy(() -> store.open(listed))
        .isInstanceOfSatisfying(
            StoreException.class,
            error -> assertThat(error.reason()).isEqualTo(QuarantineReason.NOT_FOUND));
  }
}
