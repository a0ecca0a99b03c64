package io.guardlake.schemas.finding;

import io.guardlake.schemas.quarantine.QuarantineReason;
import java.util.Arrays;

/**
 * Steps over one JSON text (RFC 8259) in UTF-8 and checks all of it, without making an object of
 * any part: whoever steps asks for what it needs. Not thread-safe.
 *
 * <p>The values inside of an object or array are stepped over by calling {@link #next} until it
 * says false, and {@link #value} each time that it says true.
 */
final class JsonScanner {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final int maxDepth;
  private byte[] bytes = {};
  private int end;
  private int at;
  private byte[] closers = new byte[32];
  private int depth;
  private boolean entered;
  private int start;
  private int from;
  private int to;
  private boolean escaped;
  private boolean ascii;

  /**
   * A scanner that refuses some nesting.
   *
   * @param maxDepth the deepest nesting that is allowed; the outermost object or array is at 1
   */
  JsonScanner(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** Another scanner with the same limit. */
  JsonScanner another() {
    return new JsonScanner(maxDepth);
  }

  /** Begins a text: the bytes from one offset to another. */
  void begin(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    at = from;
    depth = 0;
    entered = false;
  }

  /** Steps over a plain value or null, or into an object or array. */
  JsonToken value() throws JsonFault {
    int c = peek();
    start = at;

    if (c == '"') {
      text();
      return JsonToken.TEXT;
    }

    return switch (c) {
      case '{' -> {
        enter((byte) '}');
        yield JsonToken.OBJECT;
      }
      case '[' -> {
        enter((byte) ']');
        yield JsonToken.ARRAY;
      }
      case 't' -> {
        content(JsonParts.literalEnd(bytes, at, end, TRUE));
        yield JsonToken.BOOLEAN;
      }
      case 'f' -> {
        content(JsonParts.literalEnd(bytes, at, end, FALSE));
        yield JsonToken.BOOLEAN;
      }
      case 'n' -> {
        content(JsonParts.literalEnd(bytes, at, end, NULL));
        yield JsonToken.NULL;
      }
      default -> {
        content(JsonParts.numberEnd(bytes, at, end));
        yield JsonToken.NUMBER;
      }
    };
  }

  /**
   * Steps to the next value in the object or array that was entered last, in an object over its key
   * too; or out of it, if it has no more.
   *
   * @return whether there is another value
   */
  boolean next() throws JsonFault {
    byte closer = closers[depth];
    int c = peek();

    if (c == closer) {
      at++;
      depth--;
      entered = false;
      return false;
    }

    if (!entered) {
      if (c != ',') {
        throw notJson("a comma or a closing bracket is missing");
      }

      at++;
    }

    entered = false;

    if (closer == '}') {
      key();
    }

    return true;
  }

  /**
   * Steps to the first value in the object that was entered just now, if its key is the expected
   * one, written without white space. Otherwise nothing happens.
   *
   * @param expected with the bracket before it
   * @return whether it is; if not, {@link #next} tells what comes instead
   */
  boolean firstIs(KeyBytes expected) {
    return entered && keyIs(expected, at - 1);
  }

  /**
   * Steps to the next value in the object that was entered last, if its key is the expected one,
   * written without white space, and not the first. Otherwise nothing happens.
   *
   * @param expected with the comma before it
   * @return whether it is; if not, {@link #next} tells what comes instead
   */
  boolean nextIs(KeyBytes expected) {
    return !entered && keyIs(expected, at);
  }

  /** Steps over the rest of the object or array that was entered last, and out of it. */
  void skipRest() throws JsonFault {
    int outside = depth - 1;

    while (depth > outside) {
      if (next()) {
        value();
      }
    }
  }

  /** Steps over the rest of the value whose begin was stepped over last. */
  void skipRest(JsonToken token) throws JsonFault {
    if (token == JsonToken.OBJECT || token == JsonToken.ARRAY) {
      skipRest();
    }
  }

  /** Steps over a value, whatever it is. */
  void skip() throws JsonFault {
    skipRest(value());
  }

  /** Checks that nothing but white space is left. */
  void finish() throws JsonFault {
    if (peek() >= 0) {
      throw notJson("something follows the JSON value");
    }
  }

  /** Whether nothing but white space is left. */
  boolean isAtEnd() {
    return peek() < 0;
  }

  /** The bytes that are stepped over; the offsets below are offsets in them. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the value or key begins that was stepped over last, its quotation mark included. */
  int start() {
    return start;
  }

  /** Where the content begins of the text, key, number or boolean that was stepped over last. */
  int from() {
    return from;
  }

  /** Where that content ends. */
  int to() {
    return to;
  }

  /** Whether there are escapes in it. */
  boolean isEscaped() {
    return escaped;
  }

  /** Whether all of its bytes are ASCII. */
  boolean isAscii() {
    return ascii;
  }

  private boolean keyIs(KeyBytes expected, int before) {
    if (!expected.isAt(bytes, before, end)) {
      return false;
    }

    start = before + 1;
    at = before + expected.length();
    entered = false;
    return true;
  }

  private void key() throws JsonFault {
    if (peek() != '"') {
      throw notJson("a key is missing");
    }

    start = at;
    text();

    if (peek() != ':') {
      throw notJson("a colon is missing");
    }

    at++;
  }

  private void enter(byte closer) throws JsonFault {
    if (depth >= maxDepth) {
      throw new JsonFault(QuarantineReason.TOO_DEEP, at, "the JSON nests deeper than " + maxDepth);
    }

    depth++;

    if (depth == closers.length) {
      closers = Arrays.copyOf(closers, 2 * depth);
    }

    closers[depth] = closer;
    entered = true;
    at++;
  }

  /** The first byte that is not white space, without stepping over it; -1 at the end. */
  private int peek() {
    if (at < end && bytes[at] > ' ') {
      return bytes[at];
    }

    at = JsonParts.spaceEnd(bytes, at, end);
    return at < end ? bytes[at] & 0xFF : -1;
  }

  private void text() throws JsonFault {
    from = at + 1;
    escaped = false;
    ascii = true;
    int quote = JsonParts.plainEnd(bytes, from, end);

    while (quote >= end || bytes[quote] != '"') {
      quote = JsonParts.plainEnd(bytes, specialEnd(quote), end);
    }

    to = quote;
    at = quote + 1;
  }

  /** Steps over what is not plain within a text, and notes it. */
  private int specialEnd(int special) throws JsonFault {
    if (special >= end) {
      throw JsonParts.notJson(end, "a text does not end");
    }

    int c = bytes[special];

    if (c == '\\') {
      escaped = true;
      return JsonParts.escapeEnd(bytes, special, end);
    }

    if (c < 0) {
      ascii = false;
      return JsonParts.characterEnd(bytes, special, end);
    }

    throw JsonParts.notJson(special, "a control character is not escaped");
  }

  private void content(int contentEnd) {
    at = contentEnd;
    from = start;
    to = contentEnd;
    escaped = false;
    ascii = true;
  }

  private JsonFault notJson(String problem) {
    return JsonParts.notJson(at, problem);
  }
}
