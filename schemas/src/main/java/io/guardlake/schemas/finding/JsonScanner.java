package io.guardlake.schemas.finding;

import io.guardlake.schemas.quarantine.QuarantineReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Steps over one JSON text (RFC 8259) in UTF-8 and checks all of it, without making an object of
 * any part: whoever steps asks for what it needs. Not thread-safe.
 *
 * <p>The values inside of an object or array are stepped over by calling {@link #next} until it
 * says false, and {@link #value} each time that it says true.
 */
final class JsonScanner {
  /** What a value is. */
  enum Token {
    OBJECT,
    ARRAY,
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL;

    /** Whether the value is a text, a number or a boolean. */
    boolean isPlain() {
      return this == TEXT || this == NUMBER || this == BOOLEAN;
    }
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SPACES = ONES * ' ';
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
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
  Token value() throws JsonFault {
    int c = peek();
    start = at;

    return switch (c) {
      case '"' -> {
        text();
        yield Token.TEXT;
      }
      case '{' -> {
        enter((byte) '}');
        yield Token.OBJECT;
      }
      case '[' -> {
        enter((byte) ']');
        yield Token.ARRAY;
      }
      case 't' -> {
        literal(TRUE);
        yield Token.BOOLEAN;
      }
      case 'f' -> {
        literal(FALSE);
        yield Token.BOOLEAN;
      }
      case 'n' -> {
        literal(NULL);
        yield Token.NULL;
      }
      default -> {
        number(c);
        yield Token.NUMBER;
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

  /** Steps over the rest of the object or array that was entered last, and out of it. */
  void skipRest() throws JsonFault {
    int outside = depth - 1;

    while (depth > outside) {
      if (next()) {
        value();
      }
    }
  }

  /** Steps over a value, whatever it is. */
  void skip() throws JsonFault {
    Token token = value();

    if (token == Token.OBJECT || token == Token.ARRAY) {
      skipRest();
    }
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
    while (at < end) {
      int c = bytes[at];

      if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
        return c & 0xFF;
      }

      at++;
    }

    return -1;
  }

  private void text() throws JsonFault {
    at++;
    from = at;
    escaped = false;
    ascii = true;

    while (true) {
      at = special(at);

      if (at >= end) {
        at = end;
        throw notJson("a text does not end");
      }

      int c = bytes[at];

      if (c == '"') {
        to = at;
        at++;
        return;
      }

      if (c == '\\') {
        escape();
      } else if (c < 0) {
        character();
      } else {
        throw notJson("a control character is not escaped");
      }
    }
  }

  /** The offset of the next byte that needs a look within a text: eight at a time. */
  private int special(int from) {
    int i = from;

    for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      // A bit marks each byte that is below a space, a quotation mark, a backslash or not ASCII,
      // and maybe bytes after such a one; the lowest bit is right.
      long found =
          (((word - SPACES) & ~word)
                  | ((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | word)
              & HIGH_BITS;

      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >> 3);
      }
    }

    while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }

    return i;
  }

  private void escape() throws JsonFault {
    escaped = true;
    at++;
    int c = at < end ? bytes[at] : -1;

    switch (c) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
      case 'u' -> {
        at++;

        for (int i = 0; i < 4; i++, at++) {
          if (at >= end || Character.digit(bytes[at], 16) < 0) {
            throw notJson("an escape is not four hexadecimal digits");
          }
        }
      }
      default -> throw notJson("an escape is not one of JSON");
    }
  }

  private void character() throws JsonFault {
    ascii = false;
    int length = Utf8.sequenceLength(bytes, at, end);

    if (length == 0) {
      throw notJson("the bytes are not UTF-8");
    }

    at += length;
  }

  private void literal(byte[] literal) throws JsonFault {
    int length = literal.length;

    if (at + length > end || !Arrays.equals(bytes, at, at + length, literal, 0, length)) {
      throw notJson("a value is neither a literal nor anything else of JSON");
    }

    at += length;
    content();
  }

  private void number(int first) throws JsonFault {
    if (first == '-') {
      at++;
    }

    if (at < end && bytes[at] == '0') {
      at++;
    } else {
      digits("a value is missing or not one of JSON");
    }

    if (at < end && bytes[at] == '.') {
      at++;
      digits("a number has no digits after its point");
    }

    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;

      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }

      digits("a number has no digits in its exponent");
    }

    content();
  }

  private void digits(String otherwise) throws JsonFault {
    int first = at;

    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }

    if (at == first) {
      throw notJson(otherwise);
    }
  }

  private void content() {
    from = start;
    to = at;
    escaped = false;
    ascii = true;
  }

  private JsonFault notJson(String problem) {
    return new JsonFault(QuarantineReason.NOT_JSON, at, problem);
  }
}
