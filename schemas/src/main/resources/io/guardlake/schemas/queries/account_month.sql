-- What happened in one account in a month?
--
-- One row for each type that the account had findings of in the month, the worst first: what to tell the account's
-- owners. new_findings are those that began in the month; the others are older and went on.
--
-- :account text, for example 111122223333: The account's id, twelve digits.
-- :month date, for example 2026-10-01: Any day of the month, UTC.
-- :samples boolean, default false: Whether sample findings count too.
WITH each_finding AS (
  SELECT
    account_id,
    region,
    finding_id,
    max(finding_type) AS finding_type,
    max(severity_score) AS severity_score,
    min(created_at) AS created_at,
    min(updated_at) AS first_update,
    max(updated_at) AS last_update,
    count(*) AS versions
  FROM findings
  WHERE account_id = :account
    AND updated_at >= date_trunc('month', :month)
    AND updated_at < date_add('month', 1, date_trunc('month', :month))
    AND (:samples OR NOT is_sample)
  GROUP BY account_id, region, finding_id
)
SELECT
  each_finding.finding_type,
  max(each_finding.severity_score) AS severity_score,
  count(*) AS finding_count,
  count(*) FILTER (WHERE each_finding.created_at >= date_trunc('month', :month)) AS new_findings,
  CAST(sum(each_finding.versions) AS bigint) AS version_count,
  count(DISTINCT each_finding.region) AS region_count,
  min(each_finding.first_update) AS first_update,
  max(each_finding.last_update) AS last_update,
  min(accounts.name) AS account_name
FROM each_finding
LEFT JOIN accounts ON accounts.account_id = each_finding.account_id
GROUP BY each_finding.finding_type
ORDER BY max(each_finding.severity_score) DESC, count(*) DESC, each_finding.finding_type
