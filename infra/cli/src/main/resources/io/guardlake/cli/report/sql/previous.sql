SELECT severity, count(*) AS findings
FROM (
  SELECT arg_max(severity, (updated_at, coalesce(occurrences, -1), version_hash)) AS severity
  FROM findings
  WHERE NOT coalesce(is_sample, false)
    AND updated_at >= getvariable('report_before')
    AND updated_at < getvariable('report_from')
  GROUP BY account_id, region, finding_id
)
GROUP BY severity
