-- How did one finding develop?
--
-- One row for each exported version of the finding, the oldest first. GuardDuty overwrites the details of a finding
-- with those of its latest occurrence, so what changed between the rows (addresses, calls, domains) is what the
-- console no longer shows. source_uri and source_line name the exported line, finding_json of findings has it whole.
-- Samples are shown too, because you asked for this very finding.
--
-- :finding text, for example 7e358d7f7cf62bee77cbeb2e493ec5ad: The finding's id: the last part of its ARN.
-- :since date, default 2017-01-01: The first day of UTC to look at; a later one reads fewer files.
SELECT
  findings.updated_at,
  findings.severity,
  findings.severity_score,
  findings.occurrences,
  findings.occurrences - lag(findings.occurrences) OVER (
    PARTITION BY findings.account_id, findings.region
    ORDER BY findings.updated_at, findings.occurrences NULLS FIRST, findings.version_hash) AS new_occurrences,
  findings.finding_type,
  findings.title,
  findings.account_id,
  accounts.name AS account_name,
  findings.region,
  findings.first_seen_at,
  findings.last_seen_at,
  findings.remote_ips,
  findings.remote_country_code,
  findings.api_name,
  findings.dns_domain,
  findings.process_path,
  findings.attack_tactics,
  findings.signal_count,
  findings.exported_at,
  findings.source_uri,
  findings.source_line
FROM findings
LEFT JOIN accounts ON accounts.account_id = findings.account_id
WHERE findings.finding_id = :finding
  AND findings.updated_at >= :since
ORDER BY
  findings.account_id,
  findings.region,
  findings.updated_at,
  findings.occurrences NULLS FIRST,
  findings.version_hash
