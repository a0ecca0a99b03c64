package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.store.StoredObject;

/**
 * One object of an export, as its listing showed it. An event or a manifest may name an object and
 * leave some of it unknown; then it is learnt from the answer when the object is read, and its
 * records carry the same as a listing would have shown.
 *
 * @param uri {@code s3://bucket/key} or {@code file:///path}
 * @param etag the ETag without quotes; for a local file its size and modified time; empty where it
 *     is unknown
 * @param size in bytes, as stored, or {@link StoredObject#UNKNOWN}
 * @param lastModified milliseconds since the epoch, or {@link StoredObject#UNKNOWN}
 */
public record ExportObject(String uri, String etag, long size, long lastModified) {
  /** Stands for the last-modified of an object that only a message told of. */
  public static final long UNKNOWN_TIME = StoredObject.UNKNOWN;

  public ExportObject {
    requireNonNull(uri, "uri is null");
    requireNonNull(etag, "etag is null");
  }

  /** An object of which only the name is known: whatever it is when it is read. */
  static ExportObject named(String uri) {
    return new ExportObject(uri, "", StoredObject.UNKNOWN, StoredObject.UNKNOWN);
  }

  /** Whether nothing of it is unknown. */
  boolean isKnown() {
    return !etag.isEmpty() && size != StoredObject.UNKNOWN && lastModified != StoredObject.UNKNOWN;
  }

  /** The size, or 0 where it is unknown. */
  long sizeOrZero() {
    return Math.max(size, 0);
  }
}
