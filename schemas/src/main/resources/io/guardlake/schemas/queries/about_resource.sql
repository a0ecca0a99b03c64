-- What is known about a resource?
--
-- One row for each finding that had the resource in any of its versions of these days, the worst first.
-- Instances, buckets, clusters, functions, databases, images, volumes and what lies around them count, also as part of
-- an attack sequence. The first finding about a resource often tells how it began.
--
-- :resource text, for example i-99999999: An id, a name or an ARN of a resource, whole.
-- :days integer, default 90: How many whole days back, UTC.
-- :samples boolean, default false: Whether sample findings count too.
WITH hits AS (
  SELECT
    account_id,
    region,
    finding_id,
    max(severity_score) AS severity_score,
    max(finding_type) AS finding_type,
    max(resource_type) AS resource_type,
    max(resource_role) AS resource_role,
    min(first_seen_at) AS first_seen_at,
    max(last_seen_at) AS last_seen_at,
    min(updated_at) AS first_update,
    max(updated_at) AS last_update,
    count(*) AS versions
  FROM findings
  WHERE contains(resource_ids, :resource)
    AND updated_at >= date_add('day', -:days, current_date)
    AND (:samples OR NOT is_sample)
  GROUP BY account_id, region, finding_id
)
SELECT
  hits.severity_score,
  hits.finding_type,
  hits.account_id,
  accounts.name AS account_name,
  hits.region,
  hits.resource_type,
  hits.resource_role,
  hits.first_seen_at,
  hits.last_seen_at,
  hits.first_update,
  hits.last_update,
  hits.versions,
  hits.finding_id
FROM hits
LEFT JOIN accounts ON accounts.account_id = hits.account_id
ORDER BY hits.severity_score DESC, hits.last_update DESC, hits.account_id, hits.region, hits.finding_id
