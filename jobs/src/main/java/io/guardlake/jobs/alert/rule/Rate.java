package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.config.DurationText;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** At most so many in any stretch of so long. */
public record Rate(int count, Duration window) implements Serializable {
  /** Times are kept one by one, so the count is bounded. */
  static final int MOST = 1_000;

  static final String WANTED = "must be a limit such as '1 in 1h' or '30 in 10m', at most 1000.";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,4}) in (\\d{1,6}(?:s|m|h|d))");

  public Rate {
    requireNonNull(window, "window is null");

    if (count < 1 || count > MOST || window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException("%d in %s is no limit".formatted(count, window));
    }
  }

  /** Reads {@code COUNT in DURATION}. */
  static Optional<Rate> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());

    if (!matcher.matches()) {
      return Optional.empty();
    }

    int count = Integer.parseInt(matcher.group(1));
    return DurationText.parse(matcher.group(2))
        .filter(window -> count >= 1 && count <= MOST && !window.isZero())
        .map(window -> new Rate(count, window));
  }

  /**
   * The times with one more, and without those that no longer count; empty where that would be one
   * too many.
   *
   * @param times milliseconds since the epoch, oldest first
   */
  public Optional<List<Long>> with(List<Long> times, long now) {
    List<Long> kept = new ArrayList<>();

    for (long time : times) {
      if (time > now - window.toMillis()) {
        kept.add(time);
      }
    }

    if (kept.size() >= count) {
      return Optional.empty();
    }

    kept.add(now);
    return Optional.of(List.copyOf(kept));
  }
}
