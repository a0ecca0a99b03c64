package io.guardlake.setup.status;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A region on the screen.
 *
 * @param frequency in GuardDuty's words; empty where there is no detector
 * @param features those that are on
 * @param destination GuardDuty's word for how the export is; empty where there is none
 * @param members how many accounts are members, the administrator not counted
 * @param sentence what to know, and what to do where it is broken
 */
public record RegionStatus(
    String region,
    Health health,
    String frequency,
    List<String> features,
    String destination,
    Optional<Instant> failingSince,
    Freshness freshness,
    int members,
    String sentence) {
  public RegionStatus {
    requireNonNull(region, "region is null");
    requireNonNull(health, "health is null");
    requireNonNull(frequency, "frequency is null");
    features = List.copyOf(features);
    requireNonNull(destination, "destination is null");
    requireNonNull(failingSince, "failingSince is null");
    requireNonNull(freshness, "freshness is null");
    requireNonNull(sentence, "sentence is null");
  }
}
