-- What is known about an address?
--
-- One row for each finding that had the address in any of its versions of these days, the worst first.
-- Remote addresses, addresses of resources, of port probes and of endpoints of attack sequences all count: see whether
-- the resource was TARGET or ACTOR, and open the timeline of those that matter.
--
-- :address text, for example 198.51.100.7: The address, as GuardDuty writes it; IPv6 in lower case.
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
  WHERE contains(all_ips, :address)
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
