package io.guardlake.jobs.alert.rule;

import io.guardlake.jobs.config.DurationText;
import io.guardlake.schemas.yaml.YamlFields;
import java.time.Duration;
import java.util.Optional;

/** Values that several parts of a rules file have. */
final class RuleFields {
  private RuleFields() {}

  static Optional<Duration> duration(YamlFields fields, String name) {
    return fields.text(name, RuleCheck.DURATION).flatMap(DurationText::parse);
  }

  static Optional<Boolean> flag(YamlFields fields, String name) {
    return fields.text(name, RuleCheck.FLAG).map(Boolean::valueOf);
  }

  static Optional<Integer> count(YamlFields fields, String name) {
    return fields.text(name, RuleCheck.COUNT).map(Integer::valueOf);
  }

  static Optional<SecretReference> secret(YamlFields fields, String name) {
    return fields.text(name, RuleCheck.SECRET).flatMap(SecretReference::parse);
  }
}
