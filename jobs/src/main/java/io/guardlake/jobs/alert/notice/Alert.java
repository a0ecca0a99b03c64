package io.guardlake.jobs.alert.notice;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.util.Set;

/**
 * That a rule fired for one version of a finding.
 *
 * @param reasons why, never empty
 * @param row the version, of the findings table
 * @param before what was known of the finding before this version
 * @param firedAt when the rule was evaluated; it differs where an alert is told again
 */
public record Alert(
    String rule,
    Set<String> sinks,
    Set<Reason> reasons,
    TableRow row,
    AccountInfo account,
    Before before,
    Instant firedAt)
    implements Notice {
  public Alert {
    requireNonNull(rule, "rule is null");
    sinks = Set.copyOf(sinks);
    reasons = Set.copyOf(reasons);
    requireNonNull(row, "row is null");
    requireNonNull(account, "account is null");
    requireNonNull(before, "before is null");
    requireNonNull(firedAt, "firedAt is null");
  }

  /**
   * The finding before this version.
   *
   * @param versions how many were seen
   * @param score the severity of the newest of them; meaningless where there was none
   * @param occurrences the highest count of them
   */
  public record Before(long versions, double score, long occurrences) {}

  @Override
  public String id() {
    return NoticeIds.alert(rule, row);
  }

  @Override
  public String incidentKey() {
    return NoticeIds.incident(row);
  }
}
