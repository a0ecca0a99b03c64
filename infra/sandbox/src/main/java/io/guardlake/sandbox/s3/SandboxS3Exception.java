package io.guardlake.sandbox.s3;

/** The sandbox's S3 endpoint could not be started. The message says why and what it printed. */
public final class SandboxS3Exception extends RuntimeException {
  SandboxS3Exception(String message) {
    super(message);
  }

  SandboxS3Exception(String message, Throwable cause) {
    super(message, cause);
  }
}
