package io.guardlake.sandbox.s3;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.server.ServerLibrary;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a sandbox S3 endpoint listens and keeps its objects.
 *
 * @param library the folder with S3Proxy's jars, nothing else
 * @param port the port on 127.0.0.1, or 0 for a free one
 * @param storage where objects are kept; null keeps them in the memory of the S3Proxy process
 */
public record SandboxS3Settings(Path library, int port, Path storage) {
  /** The system property that names the folder with S3Proxy's jars. */
  public static final String LIBRARY_PROPERTY = "guardlake.s3proxy.lib";

  private static final String NAME = "S3Proxy";
  private static final String MODULE = "infra/sandbox/s3proxy";

  public SandboxS3Settings {
    requireNonNull(library, "library is null");

    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 (a free one) to 65535, not " + port);
    }
  }

  /**
   * A free port, objects in memory, jars from the folder that {@value #LIBRARY_PROPERTY} names.
   *
   * @throws IllegalStateException when the system property is not set
   */
  public static SandboxS3Settings defaults() {
    return withLibrary(ServerLibrary.named(NAME, MODULE, LIBRARY_PROPERTY).folder());
  }

  /** A free port, objects in memory, jars from the given folder. */
  public static SandboxS3Settings withLibrary(Path library) {
    return new SandboxS3Settings(library, 0, null);
  }

  /** The same, on the given port; 0 picks a free one. */
  public SandboxS3Settings onPort(int newPort) {
    return new SandboxS3Settings(library, newPort, storage);
  }

  /** The same, with objects kept as files below the given folder, which is made when missing. */
  public SandboxS3Settings storingIn(Path directory) {
    return new SandboxS3Settings(library, port, requireNonNull(directory, "directory is null"));
  }

  ServerLibrary serverLibrary() {
    return new ServerLibrary(NAME, MODULE, LIBRARY_PROPERTY, library);
  }

  Optional<Path> storageDirectory() {
    return Optional.ofNullable(storage);
  }
}
