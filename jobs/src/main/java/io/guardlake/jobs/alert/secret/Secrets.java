package io.guardlake.jobs.alert.secret;

import io.guardlake.jobs.alert.rule.SecretReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches secrets where they are used. What is thrown names the reference, never the secret. */
public final class Secrets {
  private Secrets() {}

  /**
   * The secret, without white space around it.
   *
   * @throws SecretException if it is not there or empty
   */
  public static String fetch(SecretReference reference) {
    String secret =
        switch (reference.store()) {
          case ENV -> System.getenv(reference.name());
          case FILE -> file(reference);
          case SECRETSMANAGER, SSM -> AwsSecrets.fetch(reference);
        };

    if (secret == null || secret.isBlank()) {
      throw new SecretException(reference, "is not there or empty; set it, then start again.");
    }

    return secret.strip();
  }

  private static String file(SecretReference reference) {
    try {
      return Files.readString(Path.of(reference.name()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SecretException(
          reference,
          "cannot be read (%s); check the file.".formatted(e.getClass().getSimpleName()));
    }
  }
}
