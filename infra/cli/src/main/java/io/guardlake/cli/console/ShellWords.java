package io.guardlake.cli.console;

import java.util.regex.Pattern;

/** Text as one word of a POSIX shell, for commands that people are to copy: attackers choose it. */
public final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  public static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
