package io.guardlake.jobs.source;

/**
 * The days of a continuous source:
 *
 * <pre>
 *   fence ... horizon ... reconciled ... look-back ... today, tomorrow
 * </pre>
 *
 * <p>The window is listed at every poll and what lies between horizon and window now and then.
 * Before the horizon nothing is remembered, so nothing is read: it would be read again and again.
 * The horizon only goes forward, and no faster than there are objects of newer days: a clock that
 * jumps ahead makes nothing forgotten.
 */
final class DayWindow implements ExportDays {
  private final SourceClock clock;
  private final int lookBack;
  private final int remembered;
  private ListingState state;

  /**
   * @param state what a checkpoint knows, or {@link ListingState#START}
   * @param remembered how many days before today are remembered at least
   */
  DayWindow(ReadMode.Continuous mode, SourceClock clock, int remembered, ListingState state) {
    this.clock = clock;
    this.lookBack = Math.toIntExact(mode.lookBackDays());
    this.remembered = Math.max(remembered, lookBack);
    boolean first = state.fence() == ListingState.UNSET;
    this.state = first ? ListingState.fencedAt(mode.firstDay(clock.today())) : state;
  }

  ListingState state() {
    return state;
  }

  int today() {
    return clock.today();
  }

  /** The last day of the window: clocks differ, and whoever writes may be in tomorrow already. */
  int last() {
    return clock.today() + 1;
  }

  /** The first day of the window, where nothing is to be caught up on. */
  int first() {
    return notBeforeHorizon(clock.today() - lookBack);
  }

  int notBeforeHorizon(int day) {
    return Math.max(day, state.rememberedFrom());
  }

  /** How many days a poll lists. */
  int days() {
    return Math.max(0, last() - first() + 1);
  }

  @Override
  public DayVerdict of(int day) {
    if (day < state.rememberedFrom()) {
      return DayVerdict.BEFORE_HORIZON;
    }

    if (day > last()) {
      return DayVerdict.NOT_YET;
    }

    return day < Math.min(first(), state.windowFrom()) ? DayVerdict.LATE : DayVerdict.IN_WINDOW;
  }

  /**
   * Everything was listed from this day on.
   *
   * @param from where the window began in the last pass over what was listed longest ago
   */
  void coveredFrom(int from) {
    state = state.withWindowFrom(from);
  }

  /**
   * Moves the horizon.
   *
   * @param newest the newest day of which an object was found
   * @return the first day that is still remembered
   */
  int moveHorizon(int newest) {
    int day = Math.min(Math.min(clock.today(), newest) - remembered, state.windowFrom());
    state = state.withRememberedFrom(notBeforeHorizon(day));
    return state.rememberedFrom();
  }
}
