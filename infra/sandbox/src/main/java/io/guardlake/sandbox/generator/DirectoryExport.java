package io.guardlake.sandbox.generator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * An export as a tree of files, as a synced copy of a bucket would be. Files carry the export time
 * as their last-modified time. Nothing is written outside the directory.
 */
public final class DirectoryExport implements ExportSink {
  private final Path directory;

  private DirectoryExport(Path directory) {
    this.directory = directory;
  }

  /**
   * A new tree in the given directory, which is made when missing.
   *
   * @throws DirectoryNotEmptyException when there is something in it: the truth about what is
   *     generated would not be the truth about the tree
   */
  public static DirectoryExport into(Path directory) throws IOException {
    DirectoryExport export = addingTo(directory);

    try (Stream<Path> entries = Files.list(export.directory)) {
      if (entries.findAny().isPresent()) {
        throw new DirectoryNotEmptyException(directory.toString());
      }
    }

    return export;
  }

  /** The same, into a directory that may have files already; one of the same name is replaced. */
  public static DirectoryExport addingTo(Path directory) throws IOException {
    requireNonNull(directory, "directory is null");
    Files.createDirectories(directory);
    return new DirectoryExport(directory.toRealPath());
  }

  @Override
  public void put(String key, byte[] content, Instant exportedAt) throws IOException {
    Path file = directory.resolve(key).normalize();

    if (key.isEmpty() || !file.startsWith(directory) || file.equals(directory)) {
      throw new IOException("The key " + key + " leads out of the directory " + directory + ".");
    }

    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(exportedAt));
  }
}
