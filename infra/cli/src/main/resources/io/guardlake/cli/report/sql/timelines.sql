SELECT account_id, region, finding_id, strftime(updated_at, '%Y-%m-%dT%H:%M:%SZ') AS at, severity_score, severity, occurrences
FROM (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY account_id, region, finding_id
      ORDER BY updated_at DESC, occurrences DESC NULLS LAST, version_hash DESC) AS newest
  FROM (
    SELECT f.account_id, f.region, f.finding_id, f.updated_at, f.severity_score, f.severity, f.occurrences, f.version_hash
    FROM findings AS f
    SEMI JOIN (
      SELECT account_id, region, finding_id
      FROM report_current
      WHERE severity = 'CRITICAL'
      ORDER BY updated_at DESC, severity_score DESC, finding_id
      LIMIT 25) AS c
    ON f.account_id = c.account_id AND f.region = c.region AND f.finding_id = c.finding_id))
WHERE newest <= 20
ORDER BY account_id, region, finding_id, newest DESC
