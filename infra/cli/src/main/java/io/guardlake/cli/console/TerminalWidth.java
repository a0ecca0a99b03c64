package io.guardlake.cli.console;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** How wide answers may be. */
public final class TerminalWidth {
  /** Where there is no terminal. */
  private static final int WIDE = 240;

  private TerminalWidth() {}

  /** Whether a person types the question and reads the answer. */
  @SuppressWarnings("SystemConsoleNull") // Guardlake runs on 17 and 21, where null means no.
  public static boolean isTerminal() {
    return System.console() != null;
  }

  /** The terminal's; where the answer goes elsewhere, wide enough to cut nothing that matters. */
  public static int columns() throws IOException {
    if (!isTerminal()) {
      return WIDE;
    }

    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      return terminal.getWidth() > 0 ? terminal.getWidth() : WIDE;
    }
  }
}
