SELECT
  account_id, region, count(*) AS versions,
  strftime(max(updated_at), '%Y-%m-%dT%H:%M:%SZ') AS last_at,
  date_diff('day', max(updated_at), getvariable('report_now')) AS silent_days
FROM findings
GROUP BY account_id, region
ORDER BY max(updated_at), account_id, region
LIMIT 200
