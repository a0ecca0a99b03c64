package io.guardlake.schemas.alert;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.List;
import java.util.Locale;

/** The columns of the table of alerts that could not be delivered. All are required. */
public enum DeadLetterColumn implements TableColumn {
  ALERT_ID(
      1,
      ColumnType.STRING,
      ColumnLayout.DISTINCT,
      "The alert's id, which its payload has too; with sink and given_up_at it names the row."),
  INCIDENT_KEY(
      2, ColumnType.STRING, ColumnLayout.DISTINCT, "The finding that the alert is about, hashed."),
  RULE(3, ColumnType.STRING, ColumnLayout.REPEATED, "The rule that fired."),
  SINK(4, ColumnType.STRING, ColumnLayout.REPEATED, "The sink that did not take it."),
  REASON(
      5,
      ColumnType.STRING,
      ColumnLayout.REPEATED,
      "Why it was given up: refused, tries_spent, too_late or queue_full."),
  DETAIL(6, ColumnType.STRING, ColumnLayout.TEXT, "What the sink said last."),
  TRIES(7, ColumnType.INT, ColumnLayout.REPEATED, "How often it was sent."),
  BODY(8, ColumnType.BINARY, ColumnLayout.TEXT, "What was sent."),
  FIRED_AT(9, ColumnType.TIMESTAMP, ColumnLayout.DISTINCT, "When the rule fired, UTC."),
  GIVEN_UP_AT(10, ColumnType.TIMESTAMP, ColumnLayout.DISTINCT, "When it was given up, UTC.");

  private final int fieldId;
  private final ColumnType type;
  private final ColumnLayout layout;
  private final String meaning;

  DeadLetterColumn(int fieldId, ColumnType type, ColumnLayout layout, String meaning) {
    this.fieldId = fieldId;
    this.type = type;
    this.layout = layout;
    this.meaning = meaning;
  }

  @Override
  public int fieldId() {
    return fieldId;
  }

  @Override
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public ColumnType type() {
    return type;
  }

  @Override
  public boolean required() {
    return true;
  }

  @Override
  public ColumnLayout layout() {
    return layout;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public List<String> sources() {
    return List.of();
  }
}
