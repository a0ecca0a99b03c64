package io.guardlake.schemas.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class KeyBytesTest {
  /** The bytes that are looked at together. */
  private static final int AT_ONCE = 24;

  @Property
  void findsItsKeyWhateverFollows(
      @ForAll @AlphaChars @StringLength(min = 1, max = 60) String name,
      @ForAll @IntRange(max = 9) int before,
      @ForAll byte[] after) {
    byte[] bytes = bytes(before, name, Arrays.copyOf(after, after.length + AT_ONCE));

    assertThat(new KeyBytes(',', name).isAt(bytes, before, bytes.length)).isTrue();
    assertThat(new KeyBytes('{', name).isAt(bytes, before, bytes.length)).isFalse();
    assertThat(new KeyBytes(',', name).length()).isEqualTo(name.length() + 4);
  }

  @Property(tries = 3_000)
  void seesEveryOtherByte(
      @ForAll @AlphaChars @StringLength(min = 1, max = 60) String name,
      @ForAll @IntRange(max = 63) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] bytes = bytes(2, name, new byte[AT_ONCE]);
    int at = 2 + place % (name.length() + 4);
    bytes[at] ^= (byte) change;

    assertThat(new KeyBytes(',', name).isAt(bytes, 2, bytes.length)).isFalse();
  }

  /** There it may miss its key, but neither find another nor look past the end. */
  @Property
  void isNeverWrongAtTheEndOfTheBytes(
      @ForAll @AlphaChars @StringLength(min = 1, max = 60) String name,
      @ForAll @IntRange(max = 90) int length,
      @ForAll boolean cut) {
    byte[] whole = bytes(0, name, new byte[AT_ONCE]);
    int end = Math.min(length, whole.length);
    byte[] bytes = cut ? Arrays.copyOf(whole, end) : whole;
    KeyBytes key = new KeyBytes(',', name);

    for (int from = 0; from <= end; from++) {
      if (from > 0 || end < key.length()) {
        assertThat(key.isAt(bytes, from, end)).isFalse();
      }
    }

    if (end >= Math.max(key.length(), AT_ONCE)) {
      assertThat(key.isAt(bytes, 0, end)).isTrue();
    }
  }

  private static byte[] bytes(int before, String name, byte[] after) {
    byte[] key = (",\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[before + key.length + after.length];
    System.arraycopy(key, 0, bytes, before, key.length);
    System.arraycopy(after, 0, bytes, before + key.length, after.length);
    return bytes;
  }
}
