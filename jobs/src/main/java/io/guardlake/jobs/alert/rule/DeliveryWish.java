package io.guardlake.jobs.alert.rule;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How hard a sink is tried.
 *
 * @param tries how often one alert is tried while the sink takes others
 * @param giveUpAfter how long one alert is kept while the sink takes none
 * @param inFlight how many requests are under way at once
 */
public record DeliveryWish(int tries, Duration giveUpAfter, int inFlight) implements Serializable {
  static final DeliveryWish USUAL = new DeliveryWish(8, Duration.ofHours(1), 4);

  public DeliveryWish {
    requireNonNull(giveUpAfter, "giveUpAfter is null");

    if (tries < 1 || inFlight < 1 || giveUpAfter.isNegative()) {
      throw new IllegalArgumentException("tries and inFlight must be at least 1");
    }
  }
}
