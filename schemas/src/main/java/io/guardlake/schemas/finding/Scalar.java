package io.guardlake.schemas.finding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The plain value or the key that a {@link JsonScanner} has stepped over last, without its escapes.
 * One is used for one value after another; none is made for a value.
 */
final class Scalar {
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private byte[] unescaped = new byte[256];
  private byte[] bytes = {};
  private int from;
  private int to;
  private boolean ascii;
  private JsonScanner.Token token = JsonScanner.Token.NULL;
  private String text;

  /** Takes what a scanner has stepped over last. */
  void take(JsonScanner scanner, JsonScanner.Token token) {
    this.token = token;
    text = null;
    bytes = scanner.bytes();
    from = scanner.from();
    to = scanner.to();
    ascii = scanner.isAscii();

    if (scanner.isEscaped()) {
      unescape();
    }
  }

  /** What the value was in the JSON. */
  JsonScanner.Token token() {
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
          new String(
              bytes, from, to - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    return text;
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

  private void unescape() {
    if (unescaped.length < to - from) {
      unescaped = new byte[2 * (to - from)];
    }

    to = JsonEscapes.unescape(bytes, from, to, unescaped);
    bytes = unescaped;
    from = 0;
    ascii = false;
  }
}
