package io.guardlake.jobs.source.store;

import static java.util.Objects.requireNonNull;

/**
 * An object as its listing shows it. What names an object without listing it, such as an event or a
 * manifest, may leave some of it unknown; whoever reads the object learns it from the answer.
 *
 * @param key relative to the store's root
 * @param etag what changes when the object does, without quotes; empty where it is unknown
 * @param size in bytes, or {@link #UNKNOWN}
 * @param lastModified milliseconds since the epoch, or {@link #UNKNOWN}
 */
public record StoredObject(String key, String etag, long size, long lastModified) {
  /** Stands for a size or time that is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  public StoredObject {
    requireNonNull(key, "key is null");
    requireNonNull(etag, "etag is null");
  }

  /** Whether nothing of it is unknown. */
  public boolean isKnown() {
    return !etag.isEmpty() && size != UNKNOWN && lastModified != UNKNOWN;
  }

  /** An object of which nothing is known but its name. */
  public static StoredObject named(String key) {
    return new StoredObject(key, "", UNKNOWN, UNKNOWN);
  }
}
