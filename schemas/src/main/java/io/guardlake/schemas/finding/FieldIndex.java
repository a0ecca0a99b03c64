package io.guardlake.schemas.finding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Finds the fields of one object by the bytes of their names, without making texts of them. */
final class FieldIndex {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final Map<String, FieldNode> byName;
  private final byte[][] names;
  private final long[] heads;
  private final FieldNode[] nodes;
  private final int shift;

  FieldIndex(Map<String, FieldNode> fields) {
    byName = Map.copyOf(fields);
    int size = Integer.highestOneBit(Math.max(2 * fields.size(), 1)) << 1;
    names = new byte[size][];
    heads = new long[size];
    nodes = new FieldNode[size];
    shift = Long.SIZE - Integer.numberOfTrailingZeros(size);
    fields.forEach(this::add);
  }

  /** The field of a name, or null. */
  FieldNode find(String name) {
    return byName.get(name);
  }

  /** The field whose name is the bytes from one offset to another, or null. */
  FieldNode find(byte[] bytes, int from, int to) {
    int length = to - from;
    long head = head(bytes, from, length);
    int slot = slot(head, length);

    while (names[slot] != null) {
      byte[] name = names[slot];

      if (heads[slot] == head
          && name.length == length
          && (length < Long.BYTES || Arrays.equals(name, 0, length, bytes, from, to))) {
        return nodes[slot];
      }

      slot = (slot + 1) & (names.length - 1);
    }

    return null;
  }

  Collection<FieldNode> all() {
    return byName.values();
  }

  private void add(String name, FieldNode node) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    long head = head(bytes, 0, bytes.length);
    int slot = slot(head, bytes.length);

    while (names[slot] != null) {
      slot = (slot + 1) & (names.length - 1);
    }

    names[slot] = bytes;
    heads[slot] = head;
    nodes[slot] = node;
  }

  private int slot(long head, int length) {
    return (int) (((head + length) * MULTIPLIER) >>> shift);
  }

  /** Up to eight bytes that tell names apart: the first, or of longer names the last. */
  private static long head(byte[] bytes, int from, int length) {
    if (length >= Long.BYTES) {
      long first = (long) LONGS.get(bytes, from);
      long last = (long) LONGS.get(bytes, from + length - Long.BYTES);
      return first ^ Long.rotateLeft(last, 32);
    }

    long head = 0;

    for (int i = 0; i < length; i++) {
      head |= (bytes[from + i] & 0xFFL) << (i << 3);
    }

    return head;
  }
}
