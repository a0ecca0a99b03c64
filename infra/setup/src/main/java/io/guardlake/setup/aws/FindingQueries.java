package io.guardlake.setup.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.guardduty.model.Condition;
import software.amazon.awssdk.services.guardduty.model.FindingCriteria;

/** What findings are asked for by. */
final class FindingQueries {
  private static final Condition NOT_ARCHIVED = Condition.builder().equalsValue("false").build();

  private FindingQueries() {}

  /** What GuardDuty exports: archived findings are not. */
  static FindingCriteria active() {
    return FindingCriteria.builder().criterion(Map.of("service.archived", NOT_ARCHIVED)).build();
  }

  /** Active findings of a type that were made since a time. */
  static FindingCriteria activeOf(String type, Instant since) {
    return FindingCriteria.builder()
        .criterion(
            Map.of(
                "service.archived",
                NOT_ARCHIVED,
                "type",
                Condition.builder().equalsValue(type).build(),
                "updatedAt",
                Condition.builder().greaterThanOrEqual(since.toEpochMilli()).build()))
        .build();
  }

  static FindingCriteria archived() {
    return FindingCriteria.builder()
        .criterion(Map.of("service.archived", Condition.builder().equalsValue("true").build()))
        .build();
  }

  /** Findings last updated from a time, inclusive, to a time, exclusive. */
  static FindingCriteria updated(Optional<Instant> from, Optional<Instant> to) {
    Condition.Builder range = Condition.builder();
    from.ifPresent(time -> range.greaterThanOrEqual(time.toEpochMilli()));
    to.ifPresent(time -> range.lessThan(time.toEpochMilli()));

    return from.isEmpty() && to.isEmpty()
        ? FindingCriteria.builder().criterion(Map.of()).build()
        : FindingCriteria.builder().criterion(Map.of("updatedAt", range.build())).build();
  }
}
