package io.guardlake.schemas.finding;

import io.guardlake.schemas.quarantine.QuarantineReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Where the parts end that JSON texts (RFC 8259) in UTF-8 are made of. */
final class JsonParts {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SECOND_BITS = ONES * 0x02;
  private static final long AFTER_SPACES = ONES * (' ' + 1);
  private static final long BACKSLASHES = ONES * '\\';

  private JsonParts() {}

  /** The offset of the first byte that is not white space, or {@code end}. */
  static int spaceEnd(byte[] bytes, int from, int end) {
    int at = from;

    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }

    return at;
  }

  /**
   * The offset of the next byte that needs a look within a text: a quotation mark, a backslash, a
   * control character or one that is not ASCII. It may be past the end.
   */
  static int plainEnd(byte[] bytes, int from, int end) {
    int i = from;

    for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i);
      // A bit marks each byte that is not plain, and maybe bytes after such a one: the lowest bit
      // is right. With its second bit turned, a quotation mark too is below what follows a space.
      long found =
          (((word ^ SECOND_BITS) - AFTER_SPACES) | ((word ^ BACKSLASHES) - ONES) | word)
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

  /** The end of the escape whose backslash is at an offset. */
  static int escapeEnd(byte[] bytes, int from, int end) throws JsonFault {
    int at = from + 1;
    int c = at < end ? bytes[at] : -1;

    switch (c) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return at + 1;
      }
      case 'u' -> {
        for (int i = 0; i < 4; i++) {
          at++;

          if (at >= end || Character.digit(bytes[at], 16) < 0) {
            throw notJson(at, "an escape is not four hexadecimal digits");
          }
        }

        return at + 1;
      }
      default -> throw notJson(at, "an escape is not one of JSON");
    }
  }

  /** The end of the character that begins at an offset and is not ASCII. */
  static int characterEnd(byte[] bytes, int from, int end) throws JsonFault {
    int length = Utf8.sequenceLength(bytes, from, end);

    if (length == 0) {
      throw notJson(from, "the bytes are not UTF-8");
    }

    return from + length;
  }

  /** The end of a literal. */
  static int literalEnd(byte[] bytes, int from, int end, byte[] literal) throws JsonFault {
    int to = from + literal.length;

    if (to > end || !Arrays.equals(bytes, from, to, literal, 0, literal.length)) {
      throw notJson(from, "a value is neither a literal nor anything else of JSON");
    }

    return to;
  }

  /** The end of a number. */
  static int numberEnd(byte[] bytes, int from, int end) throws JsonFault {
    int at = from < end && bytes[from] == '-' ? from + 1 : from;

    if (at < end && bytes[at] == '0') {
      at++;
    } else {
      at = digitsEnd(bytes, at, end, "a value is missing or not one of JSON");
    }

    if (at < end && bytes[at] == '.') {
      at = digitsEnd(bytes, at + 1, end, "a number has no digits after its point");
    }

    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;

      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }

      at = digitsEnd(bytes, at, end, "a number has no digits in its exponent");
    }

    return at;
  }

  private static int digitsEnd(byte[] bytes, int from, int end, String otherwise) throws JsonFault {
    int at = from;

    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }

    if (at == from) {
      throw notJson(at, otherwise);
    }

    return at;
  }

  static JsonFault notJson(int at, String problem) {
    return new JsonFault(QuarantineReason.NOT_JSON, at, problem);
  }
}
