package io.guardlake.sandbox.generator;

import java.util.Arrays;

/**
 * Which versions are exported in which slot, in 8 bytes a line whatever the findings' size: slot in
 * the upper bits, then finding, then version. Lines themselves are made when their slot comes.
 */
final class Schedule {
  private static final int VERSION_BITS = 12;
  private static final int FINDING_BITS = 30;

  private final long[] entries;

  private Schedule(long[] entries) {
    this.entries = entries;
  }

  static Schedule of(GeneratorSettings settings, History history, int slotCount) {
    long[] entries = new long[Math.max(16, settings.findings())];
    int used = 0;

    for (int finding = 0; finding < settings.findings(); finding++) {
      int[] slots = history.slots(finding);
      Dice dice = Dice.of(settings.seed(), "duplicates", finding);

      if (used + 2 * slots.length > entries.length) {
        entries = Arrays.copyOf(entries, entries.length + entries.length / 2 + 2 * slots.length);
      }

      for (int version = 0; version < slots.length; version++) {
        entries[used++] = pack(slots[version], finding, version);

        if (dice.chance(settings.duplicates())) {
          int later = Math.min(slotCount - 1, slots[version] + dice.between(0, 3));
          entries[used++] = pack(later, finding, version);
        }
      }
    }

    Arrays.sort(entries, 0, used);
    return new Schedule(Arrays.copyOf(entries, used));
  }

  int size() {
    return entries.length;
  }

  int slot(int entry) {
    return (int) (entries[entry] >>> (FINDING_BITS + VERSION_BITS));
  }

  int finding(int entry) {
    return (int) (entries[entry] >>> VERSION_BITS) & ((1 << FINDING_BITS) - 1);
  }

  int version(int entry) {
    return (int) entries[entry] & ((1 << VERSION_BITS) - 1);
  }

  private static long pack(int slot, int finding, int version) {
    return ((long) slot << (FINDING_BITS + VERSION_BITS))
        | ((long) finding << VERSION_BITS)
        | version;
  }
}
