package io.guardlake.setup.execute;

import java.time.Duration;

/** How long what AWS has not caught up with is tried again. */
public interface Patience {

  /**
   * Waits before the next try.
   *
   * @param tries how many there were, at least one
   * @return whether to try again; false: that was enough
   */
  boolean waitAfter(int tries);

  /**
   * Waits two seconds, then twice as long each time up to half a minute, for ten minutes in all.
   */
  static Patience ofMinutes(Sleeper sleeper) {
    return new Backoff(sleeper, Duration.ofSeconds(2), Duration.ofSeconds(30), 24);
  }

  /** What lets time pass. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration duration);
  }

  /** Waits that double up to a longest one. */
  record Backoff(Sleeper sleeper, Duration first, Duration longest, int mostTries)
      implements Patience {
    @Override
    public boolean waitAfter(int tries) {
      if (tries >= mostTries) {
        return false;
      }

      Duration wait = first.multipliedBy(1L << Math.min(tries - 1, 20));
      sleeper.sleep(wait.compareTo(longest) > 0 ? longest : wait);
      return true;
    }
  }
}
