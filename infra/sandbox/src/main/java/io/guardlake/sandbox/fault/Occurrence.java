package io.guardlake.sandbox.fault;

import java.util.SplittableRandom;

/** Which of the calls that a rule matches it strikes; calls are counted from 1. */
public sealed interface Occurrence {
  /** Whether the call with the given number is struck; the same for the same seed and number. */
  boolean strikes(long number, long seed);

  /** Every call. */
  record Always() implements Occurrence {
    @Override
    public boolean strikes(long number, long seed) {
      return true;
    }
  }

  /** One call alone. */
  record Nth(long position) implements Occurrence {
    public Nth {
      requirePositive(position);
    }

    @Override
    public boolean strikes(long number, long seed) {
      return number == position;
    }
  }

  /** Every so many calls, the first of them at that number. */
  record Every(long interval) implements Occurrence {
    public Every {
      requirePositive(interval);
    }

    @Override
    public boolean strikes(long number, long seed) {
      return number % interval == 0;
    }
  }

  /** Each call by itself with a probability from 0 to 1. */
  record Chance(double probability) implements Occurrence {
    public Chance {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("probability must be from 0 to 1, not " + probability);
      }
    }

    @Override
    public boolean strikes(long number, long seed) {
      return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).nextDouble() < probability;
    }
  }

  private static void requirePositive(long number) {
    if (number < 1) {
      throw new IllegalArgumentException("Calls are counted from 1, not " + number + ".");
    }
  }
}
