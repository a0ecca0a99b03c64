package io.guardlake.jobs.source.queue;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An object that a message says was created. Nothing of it is known to be true: anyone may have
 * chosen it who can send to the queue.
 *
 * @param key decoded, at most 1,024 bytes, as S3's keys are
 * @param etag without quotes, in characters that an HTTP header may have
 * @param size in bytes, no more than S3's largest object
 */
public record CreatedObject(String bucket, String key, String etag, long size) {
  // "Object key naming guidelines" of the S3 user guide.
  private static final int MAX_KEY_BYTES = 1024;
  private static final int MAX_BUCKET = 255;
  private static final long MAX_SIZE = 50L << 40;
  // The characters of RFC 9110's entity-tag, without obs-text.
  private static final Pattern ETAG = Pattern.compile("[!#-~]{1,256}");

  public CreatedObject {
    requireNonNull(bucket, "bucket is null");
    requireNonNull(key, "key is null");
    requireNonNull(etag, "etag is null");

    if (bucket.isEmpty() || bucket.length() > MAX_BUCKET) {
      throw new IllegalArgumentException("the bucket's name has no length that S3 allows");
    }

    if (key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException("the key has no length that S3 allows");
    }

    if (!ETAG.matcher(etag).matches()) {
      throw new IllegalArgumentException("the ETag is none");
    }

    if (size < 0 || size > MAX_SIZE) {
      throw new IllegalArgumentException("the size is none that S3 allows");
    }
  }
}
