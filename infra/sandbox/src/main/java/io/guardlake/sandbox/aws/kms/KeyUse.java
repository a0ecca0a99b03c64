package io.guardlake.sandbox.aws.kms;

/** What comes of using a key. */
public enum KeyUse {
  ALLOWED,
  DENIED,
  DISABLED,
  PENDING_DELETION,
  NOT_FOUND
}
