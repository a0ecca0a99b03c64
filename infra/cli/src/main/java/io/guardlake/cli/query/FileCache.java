package io.guardlake.cli.query;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.FileIO;

/**
 * Copies of data files that DuckDB cannot reach by itself, in the user's cache directory: data
 * files never change, so one that was copied once is never asked for again. Files on this machine
 * are used where they are.
 */
public final class FileCache {
  private static final int DOWNLOADS_AT_ONCE = 8;

  /** What another question, begun with an older snapshot, may still want. */
  private static final Duration GRACE = Duration.ofHours(1);

  private final Path directory;

  private FileCache(Path directory) {
    this.directory = requireNonNull(directory, "directory is null");
  }

  /** The cache of one output. */
  static FileCache of(String warehouse) {
    return new FileCache(root().resolve(hash(warehouse).substring(0, 16)));
  }

  /** Where the caches of all outputs are: {@code guardlake} in the user's cache directory. */
  public static Path root() {
    String given = System.getProperty("guardlake.cache", System.getenv("XDG_CACHE_HOME"));
    Path caches =
        given == null || given.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(given);
    return caches.resolve("guardlake");
  }

  /** Whether a file is used where it is. */
  static boolean isLocal(String location) {
    return location.startsWith("file:");
  }

  /** The paths of files on this machine, in the same order; those that are not on it are copied. */
  List<String> paths(FileIO io, Collection<DataFile> files) throws IOException {
    ExecutorService downloads = Executors.newFixedThreadPool(DOWNLOADS_AT_ONCE);

    try {
      List<Future<String>> paths = new ArrayList<>();

      for (DataFile file : files) {
        paths.add(downloads.submit(() -> path(io, file)));
      }

      List<String> done = new ArrayList<>();

      for (Future<String> path : paths) {
        done.add(path.get());
      }

      return done;
    } catch (ExecutionException e) {
      throw new IOException(
          "A data file could not be copied here: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Copying data files was interrupted.", e);
    } finally {
      downloads.shutdownNow();
    }
  }

  /** Deletes copies of files that the output does not list any more. */
  void prune(Collection<String> live) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }

    Set<String> names = live.stream().map(FileCache::name).collect(Collectors.toSet());
    FileTime old = FileTime.from(Instant.now().minus(GRACE));

    try (Stream<Path> copies = Files.list(directory)) {
      for (Path copy : copies.toList()) {
        if (!names.contains(copy.getFileName().toString())
            && Files.getLastModifiedTime(copy).compareTo(old) < 0) {
          Files.deleteIfExists(copy);
        }
      }
    }
  }

  private String path(FileIO io, DataFile file) throws IOException {
    if (isLocal(file.location())) {
      // Not by way of URI: locations are not percent-encoded.
      return file.location().replaceFirst("^file:(//)?", "");
    }

    Path copy = directory.resolve(name(file.location()));

    if (Files.exists(copy) && Files.size(copy) == file.fileSizeInBytes()) {
      return copy.toString();
    }

    Files.createDirectories(directory);
    Path part = Files.createTempFile(directory, "copy", ".part");

    try (InputStream in = io.newInputFile(file.location()).newStream()) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      Files.deleteIfExists(part);
    }

    return copy.toString();
  }

  private static String name(String location) {
    return hash(location) + ".parquet";
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
