package io.guardlake.sandbox.aws.policy;

/** What a policy answers. */
public enum Decision {
  ALLOWED,
  /** No statement allows it. */
  NOT_ALLOWED,
  /** A statement denies it, whatever else allows it. */
  DENIED
}
