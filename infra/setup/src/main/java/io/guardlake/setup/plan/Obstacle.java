package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What stands in the way of a wish.
 *
 * @param region empty: of the whole setup
 * @param sentence what it is and what to do
 */
public record Obstacle(Optional<String> region, String sentence) {
  public Obstacle {
    requireNonNull(region, "region is null");
    requireNonNull(sentence, "sentence is null");
  }
}
