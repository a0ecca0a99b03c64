package io.guardlake.jobs.alert.rule;

import io.guardlake.schemas.finding.FindingColumn;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What of a finding a rule can compare with patterns. The field is its name in the rules file. */
enum Facet {
  TYPE("type", FindingColumn.FINDING_TYPE),
  ACCOUNT("account", FindingColumn.ACCOUNT_ID),
  REGION("region", FindingColumn.REGION),
  RESOURCE_TYPE("resourceType", FindingColumn.RESOURCE_TYPE),
  RESOURCE("resource", FindingColumn.RESOURCE_IDS),
  PRINCIPAL("principal", FindingColumn.PRINCIPAL_IDS, FindingColumn.USER_NAME),
  THREAT_NAME("threatName", FindingColumn.THREAT_NAMES),
  THREAT_LIST("threatList", FindingColumn.THREAT_LISTS),
  TACTIC("tactic", FindingColumn.ATTACK_TACTICS, FindingColumn.THREAT_PURPOSE),
  UNIT("unit") {
    @Override
    Stream<String> values(Subject subject) {
      return Stream.ofNullable(subject.account().unitPath());
    }
  };

  private final String field;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; the checker cannot see it.
  private final List<FindingColumn> columns;

  Facet(String field, FindingColumn... columns) {
    this.field = field;
    this.columns = List.of(columns);
  }

  String field() {
    return field;
  }

  /** The values that a pattern may match, any of them. */
  Stream<String> values(Subject subject) {
    return columns.stream().flatMap(column -> texts(subject.row().cell(column)));
  }

  private static Stream<String> texts(Object cell) {
    if (cell instanceof List<?> list) {
      return list.stream().map(Objects::toString);
    }

    return Stream.ofNullable((String) cell);
  }
}
