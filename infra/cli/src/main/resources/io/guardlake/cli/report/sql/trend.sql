SELECT strftime(updated_at, '%Y-%m-%d') AS day, severity, count(DISTINCT (account_id, region, finding_id)) AS findings
FROM findings
WHERE NOT coalesce(is_sample, false)
  AND updated_at >= getvariable('report_from')
  AND updated_at < getvariable('report_until')
GROUP BY 1, 2
ORDER BY 1, 2
