-- Which types of finding appeared this week for the first time?
--
-- One row for each type that no finding had in the time before. A type that is new to you needs someone to decide
-- what it means here: a new threat, a newly enabled protection plan, or a new kind of workload.
--
-- :days integer, default 7: How many whole days count as this week, UTC.
-- :history integer, default 365: How many days before it must be without the type.
-- :samples boolean, default false: Whether sample findings count too.
SELECT
  findings.finding_type,
  max(findings.severity_score) AS severity_score,
  min(findings.updated_at) AS first_update,
  count(DISTINCT findings.account_id || '/' || findings.region || '/' || findings.finding_id) AS finding_count,
  count(DISTINCT findings.account_id) AS account_count,
  min(findings.account_id) AS an_account_id,
  min(accounts.name) AS an_account_name
FROM findings
LEFT JOIN accounts ON accounts.account_id = findings.account_id
WHERE findings.updated_at >= date_add('day', -(:days + :history), current_date)
  AND (:samples OR NOT findings.is_sample)
GROUP BY findings.finding_type
HAVING min(findings.updated_at) >= date_add('day', -:days, current_date)
ORDER BY max(findings.severity_score) DESC, min(findings.updated_at), findings.finding_type
