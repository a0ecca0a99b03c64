package io.guardlake.sandbox.sqs;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.server.ServerLibrary;
import java.nio.file.Path;

/**
 * Where a sandbox SQS endpoint listens.
 *
 * @param library the folder with ElasticMQ's jars, nothing else
 * @param port the port on 127.0.0.1, or 0 for a free one
 */
public record SandboxSqsSettings(Path library, int port) {
  /** The system property that names the folder with ElasticMQ's jars. */
  public static final String LIBRARY_PROPERTY = "guardlake.elasticmq.lib";

  private static final String NAME = "ElasticMQ";
  private static final String MODULE = "infra/sandbox/elasticmq";

  public SandboxSqsSettings {
    requireNonNull(library, "library is null");

    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 (a free one) to 65535, not " + port);
    }
  }

  /**
   * A free port, jars from the folder that {@value #LIBRARY_PROPERTY} names.
   *
   * @throws IllegalStateException when the system property is not set
   */
  public static SandboxSqsSettings defaults() {
    return withLibrary(ServerLibrary.named(NAME, MODULE, LIBRARY_PROPERTY).folder());
  }

  /** A free port, jars from the given folder. */
  public static SandboxSqsSettings withLibrary(Path library) {
    return new SandboxSqsSettings(library, 0);
  }

  /** The same, on the given port; 0 picks a free one. */
  public SandboxSqsSettings onPort(int newPort) {
    return new SandboxSqsSettings(library, newPort);
  }

  ServerLibrary serverLibrary() {
    return new ServerLibrary(NAME, MODULE, LIBRARY_PROPERTY, library);
  }
}
