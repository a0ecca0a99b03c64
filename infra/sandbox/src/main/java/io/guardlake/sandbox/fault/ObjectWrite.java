package io.guardlake.sandbox.fault;

import static java.util.Objects.requireNonNull;

/**
 * An object that a request has written for good.
 *
 * @param operation PUT_OBJECT, COPY_OBJECT or COMPLETE_MULTIPART_UPLOAD
 * @param bucket its bucket
 * @param key its key, decoded
 * @param size its length in bytes
 * @param eTag its ETag without quotes
 */
public record ObjectWrite(Operation operation, String bucket, String key, long size, String eTag) {
  public ObjectWrite {
    requireNonNull(operation, "operation is null");
    requireNonNull(bucket, "bucket is null");
    requireNonNull(key, "key is null");
    requireNonNull(eTag, "eTag is null");
  }
}
