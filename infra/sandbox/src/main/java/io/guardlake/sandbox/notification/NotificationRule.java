package io.guardlake.sandbox.notification;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.fault.ObjectWrite;

/**
 * Which objects a queue hears of, by S3's own filter rules.
 *
 * @param bucket the bucket
 * @param prefix what keys start with; empty for all
 * @param suffix what keys end with; empty for all
 * @param queueUrl the queue
 * @param envelope how events get there
 */
public record NotificationRule(
    String bucket, String prefix, String suffix, String queueUrl, Envelope envelope) {
  public NotificationRule {
    requireNonNull(bucket, "bucket is null");
    requireNonNull(prefix, "prefix is null");
    requireNonNull(suffix, "suffix is null");
    requireNonNull(queueUrl, "queueUrl is null");
    requireNonNull(envelope, "envelope is null");
  }

  /** Every object of a bucket, straight to a queue. */
  public static NotificationRule of(String bucket, String queueUrl) {
    return new NotificationRule(bucket, "", "", queueUrl, Envelope.DIRECT);
  }

  public NotificationRule prefix(String newPrefix) {
    return new NotificationRule(bucket, newPrefix, suffix, queueUrl, envelope);
  }

  public NotificationRule suffix(String newSuffix) {
    return new NotificationRule(bucket, prefix, newSuffix, queueUrl, envelope);
  }

  public NotificationRule through(Envelope newEnvelope) {
    return new NotificationRule(bucket, prefix, suffix, queueUrl, newEnvelope);
  }

  boolean concerns(ObjectWrite write) {
    return write.bucket().equals(bucket)
        && write.key().startsWith(prefix)
        && write.key().endsWith(suffix);
  }
}
