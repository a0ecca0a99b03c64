package io.guardlake.sandbox.fault;

/** The services that a proxy can stand in front of. */
public enum Service {
  S3,
  SQS
}
