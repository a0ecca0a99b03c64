package io.guardlake.jobs.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Savepoints of released versions, each packed into {@code src/test/resources/state/<version>/}
 * with the day it was made.
 */
final class KeptState {
  private static final Path ROOT =
      Path.of(System.getProperty("guardlake.root"), "jobs/src/test/resources/state");

  private KeptState() {}

  /** The versions of which there are savepoints, oldest first. */
  static List<String> versions() throws IOException {
    try (Stream<Path> all = Files.list(ROOT)) {
      return all.filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** Packs a directory as a version's savepoint of a kind. */
  static void keep(String version, String kind, Path directory) throws IOException {
    Path file = ROOT.resolve(version).resolve(kind + ".zip");
    Files.createDirectories(file.getParent());

    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(directory.relativize(path).toString()));
        Files.copy(path, zip);
        zip.closeEntry();
      }
    }
  }

  /** Unpacks a version's savepoint of a kind into a directory. */
  static void restore(String version, String kind, Path directory) throws IOException {
    try (InputStream in = Files.newInputStream(ROOT.resolve(version).resolve(kind + ".zip"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = directory.resolve(entry.getName()).normalize();

        if (!file.startsWith(directory)) {
          throw new IOException(entry.getName() + " leads out of its directory");
        }

        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }
}
