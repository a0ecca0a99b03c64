-- Which database users logged in after failures?
--
-- One row for each successful login of a database user that failed before, the newest first. Many failures and then
-- a success is how a guessed password looks: change it, and look at what the session did. same_address tells whether
-- the success came from an address that had failed.
--
-- :days integer, default 30: How many whole days back, UTC.
-- :failures integer, default 1: How many failed logins there must have been at least.
-- :samples boolean, default false: Whether sample findings count too.
WITH logins AS (
  SELECT
    account_id,
    region,
    finding_id,
    finding_type,
    severity_score,
    coalesce(rds_cluster, rds_instance) AS database_id,
    rds_instance,
    rds_database,
    rds_user,
    coalesce(last_seen_at, updated_at) AS seen_at,
    updated_at,
    version_hash,
    login_failures,
    login_successes,
    array_join(remote_ips, ' ') AS remote_ips
  FROM findings
  WHERE rds_user IS NOT NULL
    AND (login_failures > 0 OR login_successes > 0)
    AND updated_at >= date_add('day', -:days, current_date)
    AND (:samples OR NOT is_sample)
)
SELECT
  success.seen_at AS logged_in_at,
  success.rds_user,
  success.database_id,
  success.rds_instance,
  success.rds_database,
  success.finding_type,
  success.severity_score,
  success.login_successes,
  CAST(sum(failure.login_failures) AS bigint) AS login_failures,
  min(failure.seen_at) AS failing_since,
  max(failure.seen_at) AS failing_until,
  bool_or(failure.remote_ips = success.remote_ips) AS same_address,
  success.remote_ips,
  success.account_id,
  max(accounts.name) AS account_name,
  success.region,
  success.finding_id
FROM logins AS success
JOIN logins AS failure
  ON failure.account_id = success.account_id
  AND failure.region = success.region
  AND failure.database_id = success.database_id
  AND failure.rds_user = success.rds_user
  AND failure.seen_at <= success.seen_at
LEFT JOIN accounts ON accounts.account_id = success.account_id
WHERE success.login_successes > 0
  AND failure.login_failures > 0
GROUP BY
  success.account_id,
  success.region,
  success.finding_id,
  success.updated_at,
  success.version_hash,
  success.seen_at,
  success.rds_user,
  success.database_id,
  success.rds_instance,
  success.rds_database,
  success.finding_type,
  success.severity_score,
  success.login_successes,
  success.remote_ips
HAVING sum(failure.login_failures) >= :failures
ORDER BY success.seen_at DESC, success.account_id, success.region, success.finding_id, success.version_hash
