package io.guardlake.jobs.alert.payload;

import java.util.List;

/**
 * How much of a finding's own text goes into a payload.
 *
 * @param text at most so many characters of one text
 * @param list at most so many elements of one list
 */
record Cut(int text, int list) {
  /** From the most generous down; the last is small whatever the finding holds. */
  static final List<Cut> STEPS =
      List.of(new Cut(4_096, 100), new Cut(1_024, 25), new Cut(256, 5), new Cut(64, 1));

  /** The text, with a mark where it was cut. */
  String text(String whole) {
    if (whole.length() <= text) {
      return whole;
    }

    // A pair of surrogates must not be torn apart.
    int end = Character.isHighSurrogate(whole.charAt(text - 2)) ? text - 2 : text - 1;
    return whole.substring(0, end) + "…";
  }
}
