package io.guardlake.jobs.source.manifest;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.store.StoredObject;

/**
 * One object that a manifest names.
 *
 * @param bucket its bucket, or null where the manifest gives none
 * @param key its whole key; where there is no bucket, perhaps a URI
 * @param etag without quotes; empty where the manifest gives none
 * @param size in bytes, or {@link StoredObject#UNKNOWN}
 * @param lastModified milliseconds since the epoch, or {@link StoredObject#UNKNOWN}
 */
public record ManifestEntry(String bucket, String key, String etag, long size, long lastModified) {
  public ManifestEntry {
    requireNonNull(key, "key is null");
    requireNonNull(etag, "etag is null");
  }

  /** A name or a URI, and nothing more. */
  static ManifestEntry named(String text) {
    return new ManifestEntry(null, text, "", StoredObject.UNKNOWN, StoredObject.UNKNOWN);
  }
}
