SELECT
  account_id, region, finding_id, finding_type, title, severity, severity_score, occurrences, version_count,
  strftime(opened_at, '%Y-%m-%dT%H:%M:%SZ') AS opened_at,
  strftime(updated_at, '%Y-%m-%dT%H:%M:%SZ') AS updated_at,
  coalesce(resource_ids[1], resource_type) AS resource
FROM report_current
WHERE severity IN ('CRITICAL', 'HIGH')
ORDER BY severity_score DESC, report_current.updated_at DESC, finding_id
LIMIT 500
