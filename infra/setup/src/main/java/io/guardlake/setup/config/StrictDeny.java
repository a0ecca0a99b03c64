package io.guardlake.setup.config;

/** Refusals that the bucket policy can add to what it grants. */
public enum StrictDeny {
  /** GuardDuty's uploads that are not encrypted with KMS. */
  UNENCRYPTED,
  /** GuardDuty's uploads that are encrypted with another key. */
  OTHER_KEY,
  /** Anyone's requests without TLS, on the bucket and all its objects. */
  INSECURE_TRANSPORT
}
