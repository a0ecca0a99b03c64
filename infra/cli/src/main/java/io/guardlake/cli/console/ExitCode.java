package io.guardlake.cli.console;

/** What the process says when it ends. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  CHANGES_PENDING(2),
  PARTLY_DONE(3),
  USAGE(64);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
