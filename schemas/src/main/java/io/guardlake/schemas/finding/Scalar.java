package io.guardlake.schemas.finding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The plain value or the key that a {@link JsonScanner} has stepped over last, without its escapes.
 * One is used for the values of a line one after another; none is made for a value.
 */
final class Scalar {
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long FROM_A = ONES * (0x80 - 'A');
  private static final long AFTER_Z = ONES * (0x80 - 'Z' - 1);

  private byte[] unescaped;
  private byte[] bytes = {};
  private int from;
  private int to;
  private boolean ascii;
  private JsonToken token = JsonToken.NULL;
  private String text;

  Scalar() {
    unescaped = new byte[256];
  }

  /** One in place of another, whose values are not needed any more. */
  Scalar(Scalar replaced) {
    unescaped = replaced.unescaped;
  }

  /** Takes what a scanner has stepped over last. */
  void take(JsonScanner scanner, JsonToken token) {
    this.token = token;
    text = null;

    if (bytes != scanner.bytes()) { // to store a reference costs more than to compare it
      bytes = scanner.bytes();
    }

    from = scanner.from();
    to = scanner.to();
    ascii = scanner.isAscii();

    if (scanner.isEscaped()) {
      unescape();
    }
  }

  /** What the value was in the JSON. */
  JsonToken token() {
    return token;
  }

  /** The bytes in which the content is; they may change when another value is taken. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** The content as a text; numbers and booleans are spelled as they were. */
  String text() {
    if (text == null) {
      text =
          ascii
              ? ascii(bytes, from, to)
              : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    return text;
  }

  /**
   * This constructor is deprecated because it cannot make other characters from bytes; for ASCII it
   * is right, and small enough for the JIT to take it in where one with a charset is not.
   */
  @SuppressWarnings("deprecation")
  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, 0, from, to - from);
  }

  /** Whether the content is known to be ASCII. */
  boolean isAscii() {
    return ascii;
  }

  /** Whether the content is empty or the text "null", which AWS writes for missing texts. */
  boolean isNoValue() {
    int length = to - from;
    return length == 0 || (length == NULL.length && is(NULL));
  }

  /** Whether the content is exactly some bytes. */
  boolean is(byte[] content) {
    return Arrays.equals(bytes, from, to, content, 0, content.length);
  }

  /** Whether the content has neither capital letters nor anything but ASCII. */
  boolean isLowerAscii() {
    if (!ascii) {
      return false;
    }

    int at = from;

    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);

      // No carry leaves its byte: each is below 0x80 before and below 0x100 after.
      if (((word + FROM_A) & ~(word + AFTER_Z) & HIGH_BITS) != 0) {
        return false;
      }
    }

    for (; at < to; at++) {
      if (bytes[at] >= 'A' && bytes[at] <= 'Z') {
        return false;
      }
    }

    return true;
  }

  private void unescape() {
    if (unescaped.length < to - from) {
      unescaped = new byte[2 * (to - from)];
    }

    to = JsonEscapes.unescape(bytes, from, to, unescaped);
    bytes = unescaped;
    from = 0;
    ascii = ascii && Utf8.isAscii(bytes, from, to);
  }
}
