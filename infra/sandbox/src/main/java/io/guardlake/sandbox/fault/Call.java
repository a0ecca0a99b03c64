package io.guardlake.sandbox.fault;

import static java.util.Objects.requireNonNull;

/**
 * One request as rules see it.
 *
 * @param number counts the requests of a proxy from 1
 * @param operation what it asks for
 * @param bucket the bucket; empty for SQS and for ListBuckets
 * @param key the object's key, the prefix of a listing, or the name of a queue; empty without one
 */
public record Call(long number, Operation operation, String bucket, String key) {
  public Call {
    requireNonNull(operation, "operation is null");
    requireNonNull(bucket, "bucket is null");
    requireNonNull(key, "key is null");
  }
}
