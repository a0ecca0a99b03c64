package io.guardlake.schemas.finding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key as compact JSON writes it, with its quotation marks and its colon, to compare eight bytes
 * at a time with what is expected to be that key.
 */
final class KeyBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int length;
  private final long first;
  private final long firstMask;
  private final byte[] rest;

  /** The key of a name that needs no escapes. */
  KeyBytes(String name) {
    byte[] written = ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    length = written.length;
    first = (long) LONGS.get(Arrays.copyOf(written, Math.max(length, Long.BYTES)), 0);
    firstMask = -1L >>> (Math.max(0, Long.BYTES - length) * Byte.SIZE);
    rest = Arrays.copyOfRange(written, Math.min(Long.BYTES, length), length);
  }

  int length() {
    return length;
  }

  /**
   * Whether the bytes from an offset on are the key. Within eight bytes of an array's end this may
   * say no where it is yes.
   */
  boolean isAt(byte[] bytes, int from) {
    int second = from + Long.BYTES;

    if (second + rest.length > bytes.length
        || (((long) LONGS.get(bytes, from) ^ first) & firstMask) != 0) {
      return false;
    }

    return rest.length == 0
        || Arrays.equals(rest, 0, rest.length, bytes, second, second + rest.length);
  }
}
