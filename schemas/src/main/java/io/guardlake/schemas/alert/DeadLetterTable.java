package io.guardlake.schemas.alert;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The table of alerts that a sink could not be given. */
public final class DeadLetterTable {
  public static final TableDefinition DEFINITION =
      new TableDefinition(
          "dead_letters", List.of(DeadLetterColumn.values()), null, DeadLetterColumn.GIVEN_UP_AT);

  private DeadLetterTable() {}

  /** A row. */
  public static TableRow row(
      String alertId,
      String incidentKey,
      String rule,
      String sink,
      String reason,
      String detail,
      int tries,
      byte[] body,
      Instant firedAt,
      Instant givenUpAt) {
    Object[] cells = new Object[DeadLetterColumn.values().length];
    cells[DeadLetterColumn.ALERT_ID.ordinal()] = requireNonNull(alertId, "alertId is null");
    cells[DeadLetterColumn.INCIDENT_KEY.ordinal()] =
        requireNonNull(incidentKey, "incidentKey is null");
    cells[DeadLetterColumn.RULE.ordinal()] = requireNonNull(rule, "rule is null");
    cells[DeadLetterColumn.SINK.ordinal()] = requireNonNull(sink, "sink is null");
    cells[DeadLetterColumn.REASON.ordinal()] = requireNonNull(reason, "reason is null");
    cells[DeadLetterColumn.DETAIL.ordinal()] = requireNonNull(detail, "detail is null");
    cells[DeadLetterColumn.TRIES.ordinal()] = tries;
    cells[DeadLetterColumn.BODY.ordinal()] = requireNonNull(body, "body is null");
    cells[DeadLetterColumn.FIRED_AT.ordinal()] = micros(firedAt);
    cells[DeadLetterColumn.GIVEN_UP_AT.ordinal()] = micros(givenUpAt);
    return new TableRow(DEFINITION, cells);
  }

  private static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }
}
