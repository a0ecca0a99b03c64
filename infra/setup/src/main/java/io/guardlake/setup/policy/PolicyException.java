package io.guardlake.setup.policy;

/** A policy that must not be edited as it is. The message says which, where and what to do. */
public final class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PolicyException(String message) {
    super(message);
  }
}
