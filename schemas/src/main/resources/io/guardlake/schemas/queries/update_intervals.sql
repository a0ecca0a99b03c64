-- How long is it between two updates of a finding?
--
-- One row for each account and region: the mean and the shortest time from one version of a finding to the next.
-- GuardDuty exports updates every 15 minutes, hour or six hours as its detector is set: a mean far above that is how
-- often things happen, a shortest time near six hours says that the detector is still at its default. Set it to 15
-- minutes where updates matter.
--
-- :days integer, default 30: How many whole days back, UTC.
-- :samples boolean, default false: Whether sample findings count too.
WITH versions AS (
  SELECT
    account_id,
    region,
    finding_id,
    updated_at,
    lag(updated_at) OVER (
      PARTITION BY account_id, region, finding_id
      ORDER BY updated_at, occurrences NULLS FIRST, version_hash) AS updated_before
  FROM findings
  WHERE updated_at >= date_add('day', -:days, current_date)
    AND (:samples OR NOT is_sample)
)
SELECT
  versions.account_id,
  max(accounts.name) AS account_name,
  versions.region,
  count(*) AS update_count,
  count(DISTINCT versions.finding_id) AS finding_count,
  CAST(round(avg(date_diff('second', versions.updated_before, versions.updated_at))) AS bigint) AS mean_seconds,
  min(date_diff('second', versions.updated_before, versions.updated_at)) AS shortest_seconds,
  max(date_diff('second', versions.updated_before, versions.updated_at)) AS longest_seconds
FROM versions
LEFT JOIN accounts ON accounts.account_id = versions.account_id
WHERE versions.updated_before IS NOT NULL
GROUP BY versions.account_id, versions.region
ORDER BY versions.account_id, versions.region
