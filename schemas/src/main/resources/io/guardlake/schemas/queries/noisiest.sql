-- Which accounts and types make the most noise?
--
-- One row for each account and type, those with most findings first, as far as asked. What is expected there (a
-- scanner, a test account) can be suppressed in GuardDuty, or better be turned off at its cause: suppressed findings
-- are not exported, so they are missing here ever after.
--
-- :days integer, default 30: How many whole days back, UTC.
-- :top integer, default 20: How many rows.
-- :samples boolean, default false: Whether sample findings count too.
WITH each_finding AS (
  SELECT
    account_id,
    region,
    finding_id,
    max(finding_type) AS finding_type,
    max(severity_score) AS severity_score,
    max(occurrences) AS occurrences,
    count(*) AS versions
  FROM findings
  WHERE updated_at >= date_add('day', -:days, current_date)
    AND (:samples OR NOT is_sample)
  GROUP BY account_id, region, finding_id
),
noise AS (
  SELECT
    account_id,
    finding_type,
    max(severity_score) AS severity_score,
    count(*) AS finding_count,
    CAST(sum(versions) AS bigint) AS version_count,
    CAST(sum(occurrences) AS bigint) AS occurrences,
    row_number() OVER (ORDER BY count(*) DESC, sum(versions) DESC, account_id, finding_type) AS place
  FROM each_finding
  GROUP BY account_id, finding_type
)
SELECT
  noise.place,
  noise.account_id,
  accounts.name AS account_name,
  noise.finding_type,
  noise.severity_score,
  noise.finding_count,
  noise.version_count,
  noise.occurrences
FROM noise
LEFT JOIN accounts ON accounts.account_id = noise.account_id
WHERE noise.place <= :top
ORDER BY noise.place
