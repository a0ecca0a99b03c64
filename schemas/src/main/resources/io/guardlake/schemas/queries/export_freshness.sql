-- When did each account and region export last?
--
-- One row for each account and region that exported in these days, and one for each active account that did not, the
-- longest silence first. An account that has been silent for long has no findings, or its export broke: check the
-- publishing destination's status, then write a sample finding. ingested_at close to exported_at tells that reading
-- keeps up. Samples count here unless you say otherwise, because they come by the same way.
--
-- :days integer, default 90: How many whole days back, UTC.
-- :samples boolean, default true: Whether sample findings count too.
WITH exports AS (
  SELECT
    account_id,
    region,
    max(exported_at) AS last_exported_at,
    max(updated_at) AS last_updated_at,
    max(ingested_at) AS last_ingested_at,
    count(*) AS versions,
    count(DISTINCT finding_id) AS finding_count
  FROM findings
  WHERE updated_at >= date_add('day', -:days, current_date)
    AND (:samples OR NOT is_sample)
  GROUP BY account_id, region
)
SELECT
  coalesce(exports.account_id, accounts.account_id) AS account_id,
  accounts.name AS account_name,
  accounts.state AS account_state,
  exports.region,
  exports.last_exported_at,
  exports.last_updated_at,
  exports.last_ingested_at,
  coalesce(exports.finding_count, 0) AS finding_count,
  coalesce(exports.versions, 0) AS versions
FROM exports
FULL JOIN accounts ON accounts.account_id = exports.account_id
WHERE exports.account_id IS NOT NULL
  OR coalesce(accounts.state, 'ACTIVE') = 'ACTIVE'
ORDER BY
  exports.last_exported_at NULLS FIRST,
  coalesce(exports.account_id, accounts.account_id),
  exports.region NULLS FIRST
