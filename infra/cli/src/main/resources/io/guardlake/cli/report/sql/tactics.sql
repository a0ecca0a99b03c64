-- Attack sequences name tactics of their own; of all others the type's purpose is the tactic.
SELECT strftime(active_day, '%Y-%m-%d') AS day, regexp_replace(tactic, '[ _-]', '', 'g') AS tactic, count(*) AS findings
FROM (
  SELECT
    date_trunc('day', updated_at) AS active_day,
    unnest(CASE WHEN len(attack_tactics) > 0 THEN attack_tactics ELSE [threat_purpose] END) AS tactic
  FROM report_current
)
WHERE tactic IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
