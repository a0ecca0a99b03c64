package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Locale;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one. Letters match
 * without regard to case. The work is bounded by the product of the lengths, whatever the text.
 */
record Glob(String pattern) implements Serializable {
  Glob {
    pattern = requireNonNull(pattern, "pattern is null").toLowerCase(Locale.ROOT);
  }

  boolean matches(String text) {
    String subject = text.toLowerCase(Locale.ROOT);
    int at = 0;
    int wanted = 0;
    int star = -1;
    int resume = 0;

    while (at < subject.length()) {
      if (wanted < pattern.length() && pattern.charAt(wanted) == '*') {
        star = wanted;
        wanted++;
        resume = at;
      } else if (wanted < pattern.length() && fits(pattern.charAt(wanted), subject.charAt(at))) {
        wanted++;
        at++;
      } else if (star >= 0) {
        resume++;
        at = resume;
        wanted = star + 1;
      } else {
        return false;
      }
    }

    while (wanted < pattern.length() && pattern.charAt(wanted) == '*') {
      wanted++;
    }

    return wanted == pattern.length();
  }

  private static boolean fits(char wanted, char found) {
    return wanted == '?' || wanted == found;
  }
}
