package io.guardlake.schemas.finding;

/** Resolves the escapes in JSON texts, from UTF-8 to UTF-8, which never gets longer by it. */
final class JsonEscapes {
  private static final int HEX_DIGITS = 4;
  private static final int REPLACEMENT = 0xFFFD;

  private JsonEscapes() {}

  /**
   * Writes a text without its escapes. A surrogate without its partner becomes U+FFFD.
   *
   * @param to where the text ends; its escapes must be valid
   * @return how many bytes were written
   */
  static int unescape(byte[] bytes, int from, int to, byte[] out) {
    int written = 0;
    int at = from;

    while (at < to) {
      if (bytes[at] != '\\') {
        out[written++] = bytes[at++];
        continue;
      }

      int c = bytes[at + 1];

      if (c != 'u') {
        out[written++] = (byte) single(c);
        at += 2;
        continue;
      }

      int codePoint = hex(bytes, at + 2);
      at += 2 + HEX_DIGITS;

      if (Character.isSurrogate((char) codePoint)) {
        int low = escapeAt(bytes, at, to);

        if (low >= 0 && Character.isSurrogatePair((char) codePoint, (char) low)) {
          codePoint = Character.toCodePoint((char) codePoint, (char) low);
          at += 2 + HEX_DIGITS;
        } else {
          codePoint = REPLACEMENT;
        }
      }

      written = write(codePoint, out, written);
    }

    return written;
  }

  private static int single(int c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }

  /** The character that an escape of four digits stands for, or -1 if none is at the offset. */
  private static int escapeAt(byte[] bytes, int at, int to) {
    boolean escape = at + 1 < to && bytes[at] == '\\' && bytes[at + 1] == 'u';
    return escape ? hex(bytes, at + 2) : -1;
  }

  private static int hex(byte[] bytes, int at) {
    int value = 0;

    for (int i = at; i < at + HEX_DIGITS; i++) {
      value = (value << 4) | Character.digit(bytes[i], 16);
    }

    return value;
  }

  private static int write(int codePoint, byte[] out, int at) {
    if (codePoint < 0x80) {
      out[at] = (byte) codePoint;
      return at + 1;
    }

    if (codePoint < 0x800) {
      out[at] = (byte) (0xC0 | (codePoint >> 6));
      return tail(codePoint, out, at, 1);
    }

    if (codePoint < 0x10000) {
      out[at] = (byte) (0xE0 | (codePoint >> 12));
      return tail(codePoint, out, at, 2);
    }

    out[at] = (byte) (0xF0 | (codePoint >> 18));
    return tail(codePoint, out, at, 3);
  }

  private static int tail(int codePoint, byte[] out, int at, int count) {
    for (int i = count; i > 0; i--) {
      out[at + i] = (byte) (0x80 | ((codePoint >> (6 * (count - i))) & 0x3F));
    }

    return at + count + 1;
  }
}
