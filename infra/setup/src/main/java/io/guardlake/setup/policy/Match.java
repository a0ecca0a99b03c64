package io.guardlake.setup.policy;

/** Whether something matches, where what is asked about is known in part. */
enum Match {
  YES,
  NO,
  UNKNOWN;

  static Match of(boolean matches) {
    return matches ? YES : NO;
  }

  Match and(Match other) {
    if (this == NO || other == NO) {
      return NO;
    }

    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
  }

  Match or(Match other) {
    return not().and(other.not()).not();
  }

  Match not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
