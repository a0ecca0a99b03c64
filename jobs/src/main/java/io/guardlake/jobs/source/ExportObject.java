package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

/**
 * One object of an export, as its listing showed it or a message told of it. Both give the same URI
 * and ETag, and so the same identity.
 *
 * @param uri {@code s3://bucket/key} or {@code file:///path}
 * @param etag the ETag without quotes; for a local file its size and modified time
 * @param size in bytes, as stored
 * @param lastModified milliseconds since the epoch, or {@link #UNKNOWN_TIME}
 */
public record ExportObject(String uri, String etag, long size, long lastModified) {
  /**
   * Of an object that a message told of: messages carry the time of the event, which may differ.
   * The reader takes the time from the response that brings the body, so that records of both feeds
   * are the same; no line or end of an object is emitted with this time.
   */
  public static final long UNKNOWN_TIME = Long.MIN_VALUE;

  public ExportObject {
    requireNonNull(uri, "uri is null");
    requireNonNull(etag, "etag is null");
  }

  boolean hasUnknownTime() {
    return lastModified == UNKNOWN_TIME;
  }

  ExportObject modifiedAt(long time) {
    return new ExportObject(uri, etag, size, time);
  }
}
