package io.guardlake.schemas.finding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks of text against the Unicode standard, table 3-7 (well-formed UTF-8 byte sequences). */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NOT_ASCII = 0x8080808080808080L;
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /**
   * The offset of the first byte that begins no well-formed sequence, or -1 if all is well-formed.
   */
  static int firstMalformed(byte[] bytes) {
    int at = 0;

    while (at < bytes.length) {
      if (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & NOT_ASCII) == 0) {
        at += Long.BYTES;
        continue;
      }

      int length = sequenceLength(bytes, at, bytes.length);

      if (length == 0) {
        return at;
      }

      at += length;
    }

    return -1;
  }

  /** Whether all bytes from one offset to another are ASCII. */
  static boolean isAscii(byte[] bytes, int from, int to) {
    long all = 0;
    int at = from;

    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      all |= (long) LONGS.get(bytes, at);
    }

    for (; at < to; at++) {
      all |= bytes[at];
    }

    return (all & NOT_ASCII) == 0;
  }

  /** The text with every surrogate that has no partner replaced by U+FFFD. */
  static String withoutLoneSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceLoneSurrogates(text, i);
      }
    }

    return text;
  }

  private static String replaceLoneSurrogates(String text, int from) {
    StringBuilder clean = new StringBuilder(text);

    for (int i = from; i < clean.length(); i++) {
      if (!Character.isSurrogate(clean.charAt(i))) {
        continue;
      }

      if (i + 1 < clean.length()
          && Character.isSurrogatePair(clean.charAt(i), clean.charAt(i + 1))) {
        i++;
      } else {
        clean.setCharAt(i, REPLACEMENT);
      }
    }

    return clean.toString();
  }

  /**
   * The length of the well-formed sequence at an offset; 0 if there is none.
   *
   * @param end where the bytes end that may belong to it
   */
  static int sequenceLength(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;

    if (lead < 0x80) {
      return 1;
    }

    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }

    if (lead < 0xE0) {
      return continues(bytes, end, at + 1, 0x80, 0xBF) ? 2 : 0;
    }

    if (lead < 0xF0) {
      int low = lead == 0xE0 ? 0xA0 : 0x80;
      int high = lead == 0xED ? 0x9F : 0xBF;
      return continues(bytes, end, at + 1, low, high) && continues(bytes, end, at + 2, 0x80, 0xBF)
          ? 3
          : 0;
    }

    int low = lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xF4 ? 0x8F : 0xBF;
    boolean whole =
        continues(bytes, end, at + 1, low, high)
            && continues(bytes, end, at + 2, 0x80, 0xBF)
            && continues(bytes, end, at + 3, 0x80, 0xBF);
    return whole ? 4 : 0;
  }

  private static boolean continues(byte[] bytes, int end, int at, int low, int high) {
    if (at >= end) {
      return false;
    }

    int value = bytes[at] & 0xFF;
    return value >= low && value <= high;
  }
}
