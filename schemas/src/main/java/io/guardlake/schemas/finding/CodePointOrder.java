package io.guardlake.schemas.finding;

import java.util.Comparator;

/**
 * Orders texts by their code points, as SQL engines order their bytes of UTF-8. {@link
 * String#compareTo} differs where one text has a surrogate and the other a character from U+E000
 * on.
 */
enum CodePointOrder implements Comparator<String> {
  INSTANCE;

  private static final int FIRST_SURROGATE = 0xD800;
  private static final int PAST_SURROGATES = 0xE000;

  @Override
  public int compare(String a, String b) {
    int order = a.compareTo(b);
    int length = Math.min(a.length(), b.length());

    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);

      if (x != y) {
        return x >= FIRST_SURROGATE && y >= FIRST_SURROGATE ? rank(x) - rank(y) : order;
      }
    }

    return order;
  }

  /** Puts surrogates, which stand for the highest code points, after all other characters. */
  private static int rank(char c) {
    return c >= PAST_SURROGATES ? c - PAST_SURROGATES : c + PAST_SURROGATES;
  }
}
