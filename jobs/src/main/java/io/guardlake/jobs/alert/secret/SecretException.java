package io.guardlake.jobs.alert.secret;

import io.guardlake.jobs.alert.rule.SecretReference;

/** A secret cannot be had. The cause is left out on purpose: it may quote the secret. */
public final class SecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretException(SecretReference reference, String sentence) {
    super("The secret %s %s".formatted(reference, sentence));
  }
}
