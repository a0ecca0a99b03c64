package io.guardlake.jobs.alert.rule;

import io.guardlake.schemas.finding.Severity;
import io.guardlake.schemas.yaml.YamlFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a rule matches: every field that is given must hold. */
final class ConditionReader {
  private static final double HIGHEST = 100;

  private ConditionReader() {}

  static Condition condition(YamlFields fields) {
    List<Condition> all = new ArrayList<>();
    fields
        .choices("severity", Severity.class)
        .ifPresent(bands -> all.add(new Condition.InBand(Set.copyOf(bands))));
    score(fields).ifPresent(all::add);

    for (Facet facet : Facet.values()) {
      RuleCheck check = facet == Facet.ACCOUNT ? RuleCheck.ACCOUNT : RuleCheck.GLOB;
      fields
          .oneOrMore(facet.field(), check)
          .ifPresent(patterns -> all.add(new Condition.Like(facet, globs(patterns))));
    }

    fields
        .oneOrMore("address", RuleCheck.NETWORK)
        .ifPresent(
            ranges -> all.add(new Condition.Addressed(ranges.stream().map(Network::new).toList())));
    tags(fields, "resourceTag", Condition.Tagged.Owner.RESOURCE, all);
    tags(fields, "accountTag", Condition.Tagged.Owner.ACCOUNT, all);
    several(fields, "all").ifPresent(each -> all.add(new Condition.All(each)));
    several(fields, "any").ifPresent(each -> all.add(new Condition.AnyOf(each)));
    fields
        .nested("not", ConditionReader::condition)
        .ifPresent(each -> all.add(new Condition.Not(each)));
    return all.size() == 1 ? all.get(0) : new Condition.All(all);
  }

  private static Optional<Condition> score(YamlFields fields) {
    Optional<Double> least = fields.text("minScore", RuleCheck.SCORE).map(Double::valueOf);
    Optional<Double> most = fields.text("maxScore", RuleCheck.SCORE).map(Double::valueOf);

    if (least.isEmpty() && most.isEmpty()) {
      return Optional.empty();
    }

    if (least.orElse(0.0) > most.orElse(HIGHEST)) {
      fields.problem("minScore", "is above maxScore, so nothing can match.");
    }

    // A score has no upper end in the format, so no maxScore is no bound at all.
    return Optional.of(
        new Condition.Scored(least.orElse(0.0), most.orElse(Double.POSITIVE_INFINITY)));
  }

  private static void tags(
      YamlFields fields, String name, Condition.Tagged.Owner owner, List<Condition> all) {
    fields
        .named(name, RuleCheck.TAG_NAME, (tags, tag) -> tags.oneOrMore(tag, RuleCheck.GLOB))
        .ifPresent(
            tags ->
                tags.forEach(
                    (tag, patterns) -> all.add(new Condition.Tagged(owner, tag, globs(patterns)))));
  }

  private static Optional<List<Condition>> several(YamlFields fields, String name) {
    Optional<List<Condition>> read = fields.mappings(name, each -> Optional.of(condition(each)));

    if (read.isPresent() && read.get().isEmpty()) {
      fields.problem(name, "is an empty list; give at least one condition.");
    }

    return read;
  }

  private static List<Glob> globs(List<String> patterns) {
    return patterns.stream().map(Glob::new).toList();
  }
}
