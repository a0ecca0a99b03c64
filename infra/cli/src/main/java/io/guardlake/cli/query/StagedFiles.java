package io.guardlake.cli.query;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.io.FileIO;

/** Copies of files that DuckDB cannot reach by itself, kept until the database is closed. */
final class StagedFiles implements AutoCloseable {
  private final List<Path> copies = new ArrayList<>();
  private Path directory;

  /** The path of a file on this machine; one that is not on it is copied first. */
  String localPath(FileIO io, String location) throws IOException {
    if (location.startsWith("file:")) {
      // Not by way of URI: locations are not percent-encoded.
      return location.replaceFirst("^file:(//)?", "");
    }

    if (directory == null) {
      directory = Files.createTempDirectory("guardlake-query-");
    }

    Path copy = directory.resolve(copies.size() + ".parquet");
    copies.add(copy);

    try (InputStream in = io.newInputFile(location).newStream()) {
      Files.copy(in, copy);
    }

    return copy.toString();
  }

  @Override
  public void close() throws IOException {
    for (Path copy : copies) {
      Files.deleteIfExists(copy);
    }

    if (directory != null) {
      Files.deleteIfExists(directory);
    }
  }
}
