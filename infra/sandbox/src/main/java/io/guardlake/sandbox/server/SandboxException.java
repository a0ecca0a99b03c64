package io.guardlake.sandbox.server;

/** A server of the sandbox could not be started. The message says why and what it printed. */
public final class SandboxException extends RuntimeException {
  public SandboxException(String message) {
    super(message);
  }

  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
