package io.guardlake.setup.run;

/** Someone stopped a setup between two actions. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoppedException() {
    super("Stopped. Run the same command again, and it does the rest.");
  }
}
