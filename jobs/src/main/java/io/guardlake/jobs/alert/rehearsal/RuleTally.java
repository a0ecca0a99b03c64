package io.guardlake.jobs.alert.rehearsal;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.alert.rule.Firing;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one rule would have done over a history.
 *
 * @param alerts how often someone would have been told of one version
 * @param old how many versions were old when they were exported
 * @param limited how many are beyond the rule's limits
 * @param suppressed how many a suppression covers
 * @param reasons why it fired, for those told one by one
 * @param examples the last of those, at most {@link #MOST_EXAMPLES}
 */
public record RuleTally(
    String rule,
    long alerts,
    long old,
    long limited,
    long suppressed,
    Map<Reason, Long> reasons,
    List<Example> examples) {
  public static final int MOST_EXAMPLES = 3;

  public RuleTally {
    requireNonNull(rule, "rule is null");
    reasons = Map.copyOf(reasons);
    examples = List.copyOf(examples);
  }

  /** A version that it fired for. */
  public record Example(String findingId, String type, double score, String sourceUri) {}

  static RuleTally nothing(String rule) {
    return new RuleTally(rule, 0, 0, 0, 0, Map.of(), List.of());
  }

  RuleTally plus(Firing firing, boolean withinRule, TableRow row) {
    boolean told = firing.outcome() == Firing.Outcome.ALERT && withinRule;
    boolean beyond = firing.outcome() == Firing.Outcome.ALERT && !withinRule;
    return new RuleTally(
        rule,
        alerts + (told ? 1 : 0),
        old + (firing.outcome() == Firing.Outcome.OLD ? 1 : 0),
        limited + (firing.outcome() == Firing.Outcome.LIMITED || beyond ? 1 : 0),
        suppressed + (firing.outcome() == Firing.Outcome.SUPPRESSED ? 1 : 0),
        told ? counted(firing) : reasons,
        told ? exemplified(row) : examples);
  }

  private Map<Reason, Long> counted(Firing firing) {
    Map<Reason, Long> more = new EnumMap<>(Reason.class);
    more.putAll(reasons);
    firing.reasons().forEach(reason -> more.merge(reason, 1L, Long::sum));
    return more;
  }

  private List<Example> exemplified(TableRow row) {
    List<Example> more = new ArrayList<>(examples);
    more.add(
        new Example(
            row.text(FindingColumn.FINDING_ID),
            row.text(FindingColumn.FINDING_TYPE),
            (Double) row.cell(FindingColumn.SEVERITY_SCORE),
            row.text(FindingColumn.SOURCE_URI)));
    return more.subList(Math.max(0, more.size() - MOST_EXAMPLES), more.size());
  }
}
