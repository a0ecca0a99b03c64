package io.guardlake.schemas.finding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key as compact JSON writes it, with the comma or bracket before it, its quotation marks and its
 * colon, to compare whole words with what is expected to be that key.
 */
final class KeyBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** So many bytes are compared at once, whatever the length, so that no branch is mispredicted. */
  private static final int AT_ONCE = 3 * Long.BYTES;

  private final int length;
  private final long first;
  private final long firstMask;
  private final long second;
  private final long secondMask;
  private final long third;
  private final long thirdMask;
  private final byte[] rest;

  /** The key of a name that needs no escapes, after a comma or an opening bracket. */
  KeyBytes(char before, String name) {
    byte[] written = (before + "\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    length = written.length;
    byte[] padded = Arrays.copyOf(written, Math.max(length, AT_ONCE));
    first = (long) LONGS.get(padded, 0);
    firstMask = mask(length);
    second = (long) LONGS.get(padded, Long.BYTES);
    secondMask = mask(length - Long.BYTES);
    third = (long) LONGS.get(padded, 2 * Long.BYTES);
    thirdMask = mask(length - 2 * Long.BYTES);
    rest = Arrays.copyOfRange(padded, AT_ONCE, padded.length);
  }

  int length() {
    return length;
  }

  /**
   * Whether the bytes from an offset on are the key. Within 24 bytes of the end this may say no
   * where it is yes.
   *
   * @param end where the bytes end that may belong to it
   */
  boolean isAt(byte[] bytes, int from, int end) {
    int compared = from + AT_ONCE;

    if (compared + rest.length > end) {
      return false;
    }

    long different =
        (((long) LONGS.get(bytes, from) ^ first) & firstMask)
            | (((long) LONGS.get(bytes, from + Long.BYTES) ^ second) & secondMask)
            | (((long) LONGS.get(bytes, from + 2 * Long.BYTES) ^ third) & thirdMask);

    if (different != 0) {
      return false;
    }

    return rest.length == 0
        || Arrays.equals(rest, 0, rest.length, bytes, compared, compared + rest.length);
  }

  /** Keeps the bytes of a word that some length has. */
  private static long mask(int length) {
    if (length <= 0) {
      return 0;
    }

    return length >= Long.BYTES ? -1L : -1L >>> (Long.SIZE - length * Byte.SIZE);
  }
}
