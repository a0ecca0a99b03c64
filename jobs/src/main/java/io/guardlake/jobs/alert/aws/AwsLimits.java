package io.guardlake.jobs.alert.aws;

import io.guardlake.jobs.alert.deliver.BatchLimits;

/**
 * What SNS, SQS and EventBridge take in one request: 10 entries of 256 KiB together. SQS takes more
 * today, but what subscribes to a topic or a bus may not.
 */
final class AwsLimits {
  /** Room for attributes, names and the rest of an entry. */
  private static final int BESIDE = 4_096;

  static final int MESSAGE_BYTES = 262_144 - BESIDE;
  static final BatchLimits BATCH = new BatchLimits(10, 262_144 - 10 * BESIDE);

  /** The end of the names of topics and queues that keep an order. */
  static final String FIFO = ".fifo";

  private AwsLimits() {}
}
