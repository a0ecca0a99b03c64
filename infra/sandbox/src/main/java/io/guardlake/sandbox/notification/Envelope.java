package io.guardlake.sandbox.notification;

/** The way from S3 to a queue, which decides what is around an event. */
public enum Envelope {
  /** S3 sends to the queue itself. */
  DIRECT,
  /** S3 publishes to an SNS topic that the queue is subscribed to. */
  SNS,
  /** The same with raw message delivery, which looks as if S3 had sent it itself. */
  SNS_RAW,
  /** A rule of EventBridge sends to the queue. */
  EVENT_BRIDGE
}
