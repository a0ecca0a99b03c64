package io.guardlake.cli.demo;

import java.util.List;

/**
 * A question that the demo asks the table.
 *
 * @param title the question as a person would ask it
 * @param sql the same for the table
 */
record DemoQuestion(String title, String sql) {
  static final String BY_SEVERITY =
      """
      SELECT severity,
             count(*) AS findings,
             sum(version_count) AS versions,
             max(updated_at) AS last_update
      FROM findings_latest
      GROUP BY severity
      ORDER BY max(severity_score) DESC""";

  static final List<DemoQuestion> EXAMPLES =
      List.of(
          new DemoQuestion(
              "Which critical findings are there, and how often were they seen?",
              """
              SELECT account_id, region, finding_type, occurrences, last_seen_at
              FROM findings_latest
              WHERE severity = 'CRITICAL' AND NOT coalesce(is_sample, false)
              ORDER BY updated_at DESC
              LIMIT 5"""),
          new DemoQuestion(
              "Which addresses turn up in most findings, whatever kind they are of?",
              """
              SELECT ip,
                     count(*) AS findings,
                     count(DISTINCT finding_type) AS types,
                     count(DISTINCT account_id) AS accounts
              FROM (SELECT unnest(all_ips) AS ip, finding_type, account_id FROM findings_latest)
              WHERE ip NOT LIKE '10.%'
              GROUP BY ip
              ORDER BY findings DESC, ip
              LIMIT 5"""),
          new DemoQuestion(
              "Which findings go on the longest?",
              """
              SELECT finding_type, resource_type, severity, version_count AS versions,
                     first_seen_at, last_seen_at
              FROM findings_latest
              WHERE NOT coalesce(is_sample, false)
              ORDER BY last_seen_at - first_seen_at DESC, finding_id
              LIMIT 5"""));
}
