package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.SourceUri;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** An export in a directory. */
final class ExportTree {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-central-1";

  private final Path root;

  ExportTree(Path root) {
    this.root = root;
  }

  SourceUri uri() {
    return SourceUri.parse("file://" + root);
  }

  static String key(String account, String region, String day, String name) {
    return "AWSLogs/"
        + account
        + "/GuardDuty/"
        + region
        + "/"
        + day.replace('-', '/')
        + "/"
        + name
        + ".jsonl.gz";
  }

  static String key(String day, String name) {
    return key(ACCOUNT, REGION, day, name);
  }

  /** Writes lines to an object of a day, and gives its URI. */
  String add(String day, String name, String... lines) {
    return put(key(day, name), gzip(String.join("\n", lines) + "\n"));
  }

  String put(String key, byte[] bytes) {
    try {
      Path path = root.resolve(key);
      Files.createDirectories(path.getParent());
      Path part = path.resolveSibling(path.getFileName() + ".part");
      Files.write(part, bytes);
      // As a sync does, so that nobody sees half a file.
      Files.move(part, path, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      return "file://" + path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();

    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return packed.toByteArray();
  }
}
