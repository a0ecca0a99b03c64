package io.guardlake.sandbox.fault;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A pattern of keys: {@code *} stands for any characters but a slash, {@code **} for any characters
 * at all, {@code ?} for one character but a slash.
 */
public record KeyGlob(String text) {
  /** Matches every key, the empty one included. */
  public static final KeyGlob ANY = new KeyGlob("**");

  public KeyGlob {
    requireNonNull(text, "text is null");
  }

  public boolean matches(String key) {
    return pattern().matcher(key).matches();
  }

  private Pattern pattern() {
    StringBuilder pattern = new StringBuilder();

    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);

      if (character == '?') {
        pattern.append("[^/]");
      } else if (character != '*') {
        pattern.append(Pattern.quote(String.valueOf(character)));
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '*') {
        pattern.append(".*");
        i++;
      } else {
        pattern.append("[^/]*");
      }
    }

    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
