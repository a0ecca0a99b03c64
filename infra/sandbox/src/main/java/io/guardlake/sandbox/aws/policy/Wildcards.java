package io.guardlake.sandbox.aws.policy;

/** IAM's patterns: * is any run of characters, ? is any one. */
final class Wildcards {
  private static final int ARN_PARTS = 6;

  private Wildcards() {}

  static boolean matches(String pattern, String text) {
    int at = 0;
    int next = 0;
    int star = -1;
    int mark = 0;

    while (at < text.length()) {
      char wanted = next < pattern.length() ? pattern.charAt(next) : 0;

      if (next < pattern.length() && wanted == '*') {
        star = next++;
        mark = at;
      } else if (next < pattern.length() && (wanted == '?' || wanted == text.charAt(at))) {
        at++;
        next++;
      } else if (star >= 0) {
        next = star + 1;
        at = ++mark;
      } else {
        return false;
      }
    }

    return pattern.substring(next).chars().allMatch(rest -> rest == '*');
  }

  /** ARNs match part by part: a wildcard does not reach over a colon, save in the last part. */
  static boolean matchesArn(String pattern, String arn) {
    String[] patterns = pattern.split(":", ARN_PARTS);
    String[] parts = arn.split(":", ARN_PARTS);

    if (patterns.length != ARN_PARTS || parts.length != ARN_PARTS) {
      return pattern.equals("*");
    }

    for (int i = 0; i < ARN_PARTS; i++) {
      if (!matches(patterns[i], parts[i])) {
        return false;
      }
    }

    return true;
  }
}
