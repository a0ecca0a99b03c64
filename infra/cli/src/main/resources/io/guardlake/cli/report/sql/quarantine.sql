SELECT
  reason,
  count(*) AS lines,
  count(*) FILTER (WHERE quarantined_at >= getvariable('report_from')) AS in_period,
  strftime(max(quarantined_at), '%Y-%m-%dT%H:%M:%SZ') AS last_at
FROM quarantine
GROUP BY reason
ORDER BY in_period DESC, lines DESC, reason
