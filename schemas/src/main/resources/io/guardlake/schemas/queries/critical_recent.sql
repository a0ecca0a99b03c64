-- Which critical findings were seen in the last days?
--
-- One row for each finding whose newest version is CRITICAL and was updated in these days, the newest first.
-- Begin with the attack sequences, whose signals attack_sequences lists; finding_timeline shows how a finding grew.
-- GuardDuty does not export archived or suppressed findings, nor that a finding was archived: one that is archived
-- by now still stands here, and one that was suppressed from the start never did. Ask GuardDuty itself before
-- calling a finding open.
--
-- :days integer, default 7: How many whole days back, UTC.
-- :samples boolean, default false: Whether sample findings are shown too.
WITH newest AS (
  SELECT account_id, region, finding_id, max(updated_at) AS updated_at
  FROM findings
  WHERE updated_at >= date_add('day', -:days, current_date)
  GROUP BY account_id, region, finding_id
),
critical AS (
  SELECT
    findings.*,
    row_number() OVER (
      PARTITION BY findings.account_id, findings.region, findings.finding_id
      ORDER BY findings.occurrences DESC NULLS LAST, findings.version_hash DESC) AS place
  FROM findings
  JOIN newest
    ON newest.account_id = findings.account_id
    AND newest.region = findings.region
    AND newest.finding_id = findings.finding_id
    AND newest.updated_at = findings.updated_at
  WHERE findings.severity = 'CRITICAL'
    AND findings.updated_at >= date_add('day', -:days, current_date)
    AND (:samples OR NOT findings.is_sample)
)
SELECT
  critical.updated_at,
  critical.severity_score,
  critical.finding_type,
  critical.title,
  critical.account_id,
  accounts.name AS account_name,
  critical.region,
  critical.occurrences,
  critical.first_seen_at,
  critical.last_seen_at,
  critical.resource_type,
  critical.resource_ids,
  critical.principal_ids,
  critical.remote_ips,
  critical.attack_tactics,
  critical.finding_id
FROM critical
LEFT JOIN accounts ON accounts.account_id = critical.account_id
WHERE critical.place = 1
ORDER BY critical.updated_at DESC, critical.account_id, critical.region, critical.finding_id
