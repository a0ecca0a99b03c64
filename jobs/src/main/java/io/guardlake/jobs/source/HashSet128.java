package io.guardlake.jobs.source;

/** A set of 128-bit hashes in 16 to 64 bytes each, instead of the names that they stand for. */
final class HashSet128 {
  private static final int FIRST_SLOTS = 16;

  private long[] slots = new long[2 * FIRST_SLOTS];
  private int size;

  /** Adds a hash; false where it was there. All zeros counts as a hash like any other. */
  boolean add(long high, long low) {
    // An empty slot is all zeros, so that one hash is moved; a collision is as unlikely as others.
    long one = high == 0 && low == 0 ? 1 : high;

    if (!insert(slots, one, low)) {
      return false;
    }

    size++;

    if (size * 4 > slots.length) {
      grow();
    }

    return true;
  }

  int size() {
    return size;
  }

  HashSet128 copy() {
    HashSet128 copy = new HashSet128();
    copy.slots = slots.clone();
    copy.size = size;
    return copy;
  }

  /** Every hash as two longs. */
  long[] toArray() {
    long[] all = new long[2 * size];
    int at = 0;

    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != 0 || slots[i + 1] != 0) {
        all[at++] = slots[i];
        all[at++] = slots[i + 1];
      }
    }

    return all;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];

    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != 0 || slots[i + 1] != 0) {
        insert(larger, slots[i], slots[i + 1]);
      }
    }

    slots = larger;
  }

  private static boolean insert(long[] slots, long high, long low) {
    int mask = slots.length / 2 - 1;

    for (int slot = (int) low & mask; ; slot = (slot + 1) & mask) {
      int at = 2 * slot;

      if (slots[at] == 0 && slots[at + 1] == 0) {
        slots[at] = high;
        slots[at + 1] = low;
        return true;
      }

      if (slots[at] == high && slots[at + 1] == low) {
        return false;
      }
    }
  }
}
