package io.guardlake.sandbox.aws.world;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The sandbox's time: it stands still until it is moved, or runs, perhaps faster than ours. Safe
 * for use by several threads.
 */
public final class VirtualClock implements InstantSource {
  private final InstantSource real;
  private final double speed;
  private final Instant startedAt;
  private Instant base;

  private VirtualClock(InstantSource real, double speed, Instant base) {
    this.real = real;
    this.speed = speed;
    this.startedAt = real.instant();
    this.base = requireNonNull(base, "base is null");
  }

  /** A clock that only {@link #advance} moves. */
  public static VirtualClock standingAt(Instant instant) {
    return new VirtualClock(InstantSource.fixed(Instant.EPOCH), 0, instant);
  }

  /**
   * A clock that begins now.
   *
   * @param speed its seconds in one of ours, above 0
   */
  public static VirtualClock running(double speed) {
    if (!(speed > 0 && speed <= 1e6)) {
      throw new IllegalArgumentException("speed must be above 0, at most 1000000, not " + speed);
    }

    InstantSource real = InstantSource.system();
    return new VirtualClock(real, speed, real.instant());
  }

  @Override
  public synchronized Instant instant() {
    long passed = Duration.between(startedAt, real.instant()).toMillis();
    return base.plusMillis((long) (passed * speed));
  }

  /** Moves the clock on, never back. */
  public synchronized void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("Time does not go back: " + duration);
    }

    base = base.plus(duration);
  }
}
