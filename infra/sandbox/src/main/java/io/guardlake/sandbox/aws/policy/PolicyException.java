package io.guardlake.sandbox.aws.policy;

/** A text is not a policy. The message says why. */
public final class PolicyException extends RuntimeException {
  PolicyException(String message) {
    super(message);
  }
}
