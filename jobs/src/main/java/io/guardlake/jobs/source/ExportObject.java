package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

/**
 * One object of an export, as its listing showed it.
 *
 * @param uri {@code s3://bucket/key} or {@code file:///path}
 * @param etag the ETag without quotes; for a local file its size and modified time
 * @param size in bytes, as stored
 * @param lastModified milliseconds since the epoch
 */
public record ExportObject(String uri, String etag, long size, long lastModified) {
  public ExportObject {
    requireNonNull(uri, "uri is null");
    requireNonNull(etag, "etag is null");
  }
}
