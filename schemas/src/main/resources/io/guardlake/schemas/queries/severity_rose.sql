-- Which findings became more severe in the last days?
--
-- One row for each time that a finding's score rose, the newest first, with its band before and after. Most findings
-- keep their type's severity; an attack sequence rises as signals are added to it. Whoever looked at such a finding
-- before should look again.
--
-- :days integer, default 7: How many whole days back a rise may be, UTC.
-- :history integer, default 90: How many days further back to look for the version before it. GuardDuty keeps a
--   finding for 90 days.
-- :samples boolean, default false: Whether sample findings count too.
WITH versions AS (
  SELECT
    account_id,
    region,
    finding_id,
    finding_type,
    title,
    updated_at,
    severity,
    severity_score,
    signal_count,
    lag(severity) OVER (
      PARTITION BY account_id, region, finding_id
      ORDER BY updated_at, occurrences NULLS FIRST, version_hash) AS severity_before,
    lag(severity_score) OVER (
      PARTITION BY account_id, region, finding_id
      ORDER BY updated_at, occurrences NULLS FIRST, version_hash) AS score_before,
    version_hash
  FROM findings
  WHERE updated_at >= date_add('day', -(:days + :history), current_date)
    AND (:samples OR NOT is_sample)
)
SELECT
  versions.updated_at,
  versions.severity_before,
  versions.severity,
  versions.score_before,
  versions.severity_score,
  versions.finding_type,
  versions.title,
  versions.signal_count,
  versions.account_id,
  accounts.name AS account_name,
  versions.region,
  versions.finding_id
FROM versions
LEFT JOIN accounts ON accounts.account_id = versions.account_id
WHERE versions.updated_at >= date_add('day', -:days, current_date)
  AND versions.severity_score > versions.score_before
ORDER BY
  versions.updated_at DESC,
  versions.account_id,
  versions.region,
  versions.finding_id,
  versions.version_hash
