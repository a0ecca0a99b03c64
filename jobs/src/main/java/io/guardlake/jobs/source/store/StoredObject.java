package io.guardlake.jobs.source.store;

import static java.util.Objects.requireNonNull;

/**
 * An object as its listing shows it.
 *
 * @param key relative to the store's root
 * @param etag what changes when the object does, without quotes
 * @param size in bytes
 * @param lastModified milliseconds since the epoch
 */
public record StoredObject(String key, String etag, long size, long lastModified) {
  public StoredObject {
    requireNonNull(key, "key is null");
    requireNonNull(etag, "etag is null");
  }
}
