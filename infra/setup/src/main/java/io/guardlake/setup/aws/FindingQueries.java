package io.guardlake.setup.aws;

import java.time.Instant;
import java.util.Map;
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
}
