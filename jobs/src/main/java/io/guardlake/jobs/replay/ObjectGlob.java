package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Objects by their URI: {@code *} stands for any characters, slashes included, {@code ?} for one.
 *
 * @param text the glob
 */
public record ObjectGlob(String text) {
  public ObjectGlob {
    requireNonNull(text, "text is null");
  }

  /** Whether a URI is one of these. */
  public boolean matches(String uri) {
    return Pattern.matches(regex(), uri);
  }

  /** The same as a regular expression that Java and RE2 (DuckDB) read alike. */
  public String regex() {
    StringBuilder regex = new StringBuilder("(?s)");

    text.codePoints()
        .forEach(
            point -> {
              if (point == '*') {
                regex.append(".*");
              } else if (point == '?') {
                regex.append('.');
              } else if (Character.isLetterOrDigit(point)) {
                regex.appendCodePoint(point);
              } else {
                regex.append("\\x{%x}".formatted(point));
              }
            });
    return regex.toString();
  }
}
