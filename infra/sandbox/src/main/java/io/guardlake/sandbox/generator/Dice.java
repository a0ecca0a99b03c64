package io.guardlake.sandbox.generator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Random values that depend on nothing but their seed. A seed is mixed from parts, so that the same
 * finding, version or asset gets the same values in whatever order it is asked for.
 */
final class Dice {
  private static final String HEX = "0123456789abcdef";
  private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final SplittableRandom random;

  private Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  static Dice of(long seed, String purpose, long... parts) {
    long mixed = mix(seed);

    for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
      mixed = mix(mixed ^ letter);
    }

    for (long part : parts) {
      mixed = mix(mixed ^ part);
    }

    return new Dice(mixed);
  }

  /**
   * The finalizer of MurmurHash3: a bijection whose every output bit depends on every input bit.
   */
  private static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  long below(long bound) {
    return random.nextLong(bound);
  }

  double fraction() {
    return random.nextDouble();
  }

  /** How often something happens whose chance to happen once more is always the same. */
  int geometric(double mean) {
    if (mean <= 0) {
      return 0;
    }

    double happening = mean / (mean + 1);
    double drawn = Math.log1p(-random.nextDouble()) / Math.log(happening);
    return (int) Math.min(drawn, Integer.MAX_VALUE);
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  String hex(int length) {
    return text(HEX, length);
  }

  String alphanumeric(int length) {
    return text(LETTERS_AND_DIGITS, length);
  }

  String upperAlphanumeric(int length) {
    char[] characters = new char[length];

    for (int index = 0; index < length; index++) {
      int drawn = random.nextInt(36);
      characters[index] = (char) (drawn < 26 ? 'A' + drawn : '0' + drawn - 26);
    }

    return new String(characters);
  }

  String digits(int length) {
    return text("0123456789", length);
  }

  /** A version 4 UUID; GuardDuty names its objects by random ones. */
  String uuid() {
    long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private String text(String alphabet, int length) {
    char[] characters = new char[length];

    for (int index = 0; index < length; index++) {
      characters[index] = alphabet.charAt(random.nextInt(alphabet.length()));
    }

    return new String(characters);
  }
}
