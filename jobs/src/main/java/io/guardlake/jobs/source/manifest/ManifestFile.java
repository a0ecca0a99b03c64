package io.guardlake.jobs.source.manifest;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.source.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of a manifest, wherever it lies.
 *
 * @param root its bucket or directory
 * @param key its name in there
 */
record ManifestFile(SourceUri root, String key) {
  ManifestFile {
    requireNonNull(root, "root is null");
    requireNonNull(key, "key is null");
  }

  /**
   * Reads {@code s3://bucket/key} or {@code file:///path}.
   *
   * @throws IllegalArgumentException with a sentence that shows the right form
   */
  static ManifestFile parse(String uri) {
    int slash = uri.lastIndexOf('/');

    if (uri.startsWith("s3://") && slash >= "s3://".length()) {
      int end = uri.indexOf('/', "s3://".length());
      return named(SourceUri.parse(uri.substring(0, end)), uri.substring(end + 1), uri);
    }

    if (uri.startsWith("file:/")) {
      // Not by SourceUri.parse, which refuses what points into an export.
      Path path = Path.of(uri.substring("file:".length()).replaceFirst("^/+", "/")).normalize();
      Path parent = path.getParent();
      return named(
          new SourceUri.Directory(parent == null ? "/" : parent.toString()),
          uri.endsWith("/") || path.getFileName() == null ? "" : path.getFileName().toString(),
          uri);
    }

    throw new IllegalArgumentException(
        "The manifest " + uri + " is no URI; write s3://bucket/key or file:///path");
  }

  private static ManifestFile named(SourceUri root, String key, String uri) {
    if (key.isEmpty() || key.endsWith("/")) {
      throw new IllegalArgumentException(
          "The manifest " + uri + " names no file; write s3://bucket/key or file:///path");
    }

    return new ManifestFile(root, key);
  }

  String uri() {
    return root.uriOf(key);
  }

  /** Copies the file, so that nothing is held open while whoever reads it takes a pause. */
  void copy(ObjectStoreFactory stores, Path target) throws IOException {
    try (ObjectStore store = stores.open(root, 1);
        InputStream body = store.open(StoredObject.named(key))) {
      Files.copy(body, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
