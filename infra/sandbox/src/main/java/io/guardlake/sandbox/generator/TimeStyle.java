package io.guardlake.sandbox.generator;

/** How times within a finding's blocks are written; exports have each of these. */
enum TimeStyle {
  /** Seconds since 1970 with a fraction and an exponent, as in 1.636625755218E9. */
  SCIENTIFIC,
  /** Seconds since 1970 with a fraction. */
  DECIMAL,
  ISO;

  static TimeStyle draw(Dice dice) {
    if (dice.chance(0.8)) {
      return SCIENTIFIC;
    }

    return dice.chance(0.6) ? DECIMAL : ISO;
  }
}
