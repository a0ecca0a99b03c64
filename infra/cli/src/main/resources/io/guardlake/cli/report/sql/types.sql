SELECT
  finding_type AS name,
  count(*) FILTER (WHERE severity = 'CRITICAL') AS critical,
  count(*) FILTER (WHERE severity = 'HIGH') AS high,
  count(*) FILTER (WHERE severity = 'MEDIUM') AS medium,
  count(*) FILTER (WHERE severity = 'LOW') AS low,
  count(*) AS total
FROM report_current
WHERE finding_type IS NOT NULL
GROUP BY 1
ORDER BY critical DESC, high DESC, total DESC, name
LIMIT 10
