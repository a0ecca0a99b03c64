package io.guardlake.jobs.alert.rule;

import io.guardlake.schemas.yaml.YamlFields;
import io.guardlake.schemas.yaml.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a rules file. One reading finds all that is wrong with it. */
public final class RulesReader {
  private static final Duration OLD_AFTER = Duration.ofHours(24);
  private static final Duration DIGEST_EVERY = Duration.ofMinutes(15);

  private RulesReader() {}

  /**
   * Reads a file.
   *
   * @throws io.guardlake.schemas.yaml.YamlException with every problem, each with its line and
   *     field
   */
  public static AlertRules read(Path file) {
    return YamlFile.read(file, RulesReader::rules);
  }

  /**
   * Reads a text.
   *
   * @param file what errors call it
   */
  public static AlertRules read(String file, String yaml) {
    return YamlFile.read(file, yaml, RulesReader::rules);
  }

  private static Optional<AlertRules> rules(YamlFields fields) {
    fields.require("version");

    if (fields.has("version") && !fields.isWord("version", "1")) {
      fields.problem("version", "must be 1, the one version of this format.");
    }

    Duration oldAfter = RuleFields.duration(fields, "oldAfter").orElse(OLD_AFTER);
    Duration digestEvery = RuleFields.duration(fields, "digestEvery").orElse(DIGEST_EVERY);
    fields.require("sinks");
    Map<String, SinkWish> sinks =
        fields
            .named(
                "sinks",
                RuleCheck.NAME,
                (all, name) -> all.nested(name, SinkReader::sink).flatMap(read -> read))
            .orElse(Map.of());

    if (fields.has("sinks") && sinks.isEmpty()) {
      fields.problem("sinks", "names no sink that can be used; give at least one.");
    }

    Set<String> names = new HashSet<>();
    fields.require("rules");
    List<Rule> rules =
        fields.mappings("rules", each -> rule(each, sinks.keySet(), names)).orElse(List.of());
    return Optional.of(new AlertRules(oldAfter, digestEvery, sinks, rules));
  }

  private static Optional<Rule> rule(YamlFields fields, Set<String> sinks, Set<String> names) {
    Optional<String> name = fields.required("name", RuleCheck.NAME);

    if (name.isPresent() && !names.add(name.get())) {
      fields.problem("name", "'%s' names another rule already.".formatted(name.get()));
    }

    Condition match =
        fields.nested("match", ConditionReader::condition).orElse(new Condition.All(List.of()));
    Triggers when = fields.nested("when", RulesReader::triggers).orElse(Triggers.usual());

    if (when.none()) {
      fields.problem("when", "says never; name at least one occasion, or leave it out.");
    }

    boolean samples = RuleFields.flag(fields, "samples").orElse(false);
    fields.require("send");
    Set<String> send =
        new LinkedHashSet<>(fields.oneOrMore("send", RuleCheck.NAME).orElse(List.of()));

    for (String sink : send) {
      if (!sinks.contains(sink)) {
        fields.problem("send", "'%s' is no sink of this file.".formatted(sink));
      }
    }

    Optional<Limits> limits = fields.nested("limit", RulesReader::limits);
    List<Suppression> suppress =
        fields.mappings("suppress", RulesReader::suppression).orElse(List.of());
    return name.map(
        found ->
            new Rule(
                found,
                match,
                when,
                samples,
                send,
                limits.map(Limits::perFinding).orElse(null),
                limits.map(Limits::perRule).orElse(null),
                suppress));
  }

  private record Limits(Rate perFinding, Rate perRule) {}

  private static Limits limits(YamlFields fields) {
    return new Limits(
        fields.text("perFinding", RuleCheck.RATE).flatMap(Rate::parse).orElse(null),
        fields.text("perRule", RuleCheck.RATE).flatMap(Rate::parse).orElse(null));
  }

  private static Triggers triggers(YamlFields fields) {
    List<Long> occurrences = new ArrayList<>();
    fields
        .oneOrMore("occurrences", RuleCheck.COUNT)
        .ifPresent(counts -> counts.forEach(count -> occurrences.add(Long.valueOf(count))));
    return new Triggers(
        RuleFields.flag(fields, "firstSeen").orElse(false),
        RuleFields.flag(fields, "severityRose").orElse(false),
        RuleFields.flag(fields, "everyVersion").orElse(false),
        occurrences,
        RuleFields.duration(fields, "againAfter").orElse(null));
  }

  private static Optional<Suppression> suppression(YamlFields fields) {
    fields.require("match");
    Optional<Condition> match = fields.nested("match", ConditionReader::condition);
    Optional<String> until = fields.required("until", RuleCheck.MOMENT);
    Optional<String> why = fields.required("why", RuleCheck.TEXT);

    if (match.isEmpty() || until.isEmpty() || why.isEmpty()) {
      return Optional.empty();
    }

    return Optional.of(
        new Suppression(match.get(), RuleCheck.moment(until.get()).orElseThrow(), why.get()));
  }
}
