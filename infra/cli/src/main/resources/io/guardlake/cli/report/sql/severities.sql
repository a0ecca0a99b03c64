SELECT
  severity,
  count(*) AS findings,
  count(*) FILTER (WHERE opened_at >= getvariable('report_from')) AS opened,
  count(*) FILTER (WHERE version_count > 1 AND severity_score > 0 AND max_severity_score > severity_score) AS eased
FROM report_current
GROUP BY severity
