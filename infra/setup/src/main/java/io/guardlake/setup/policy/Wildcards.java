package io.guardlake.setup.policy;

/** IAM's patterns: * is any run of characters, ? any one. */
final class Wildcards {
  private Wildcards() {}

  /** Matches with a pattern; a policy variable in it cannot be told. */
  static Match like(String pattern, String text) {
    return pattern.contains("${") ? Match.UNKNOWN : Match.of(matches(pattern, text));
  }

  /** Two pointers with one place to go back to: linear in practice, no regular expression. */
  static boolean matches(String pattern, String text) {
    int at = 0;
    int star = -1;
    int mark = 0;
    int next = 0;

    while (at < text.length()) {
      if (next < pattern.length()
          && pattern.charAt(next) != '*'
          && (pattern.charAt(next) == '?' || pattern.charAt(next) == text.charAt(at))) {
        at++;
        next++;
      } else if (next < pattern.length() && pattern.charAt(next) == '*') {
        star = next++;
        mark = at;
      } else if (star >= 0) {
        next = star + 1;
        at = ++mark;
      } else {
        return false;
      }
    }

    while (next < pattern.length() && pattern.charAt(next) == '*') {
      next++;
    }

    return next == pattern.length();
  }

  /** ARNs match part by part: a wildcard does not reach over a colon, save in the last part. */
  static Match arn(String pattern, String text) {
    if (pattern.equals("*")) {
      return Match.YES;
    }

    String[] patterns = pattern.split(":", 6);
    String[] parts = text.split(":", 6);

    if (patterns.length != 6 || parts.length != 6) {
      return Match.NO;
    }

    Match match = Match.YES;

    for (int i = 0; i < 6; i++) {
      match = match.and(like(patterns[i], parts[i]));
    }

    return match;
  }
}
