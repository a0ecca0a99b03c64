SELECT count(DISTINCT account_id) AS accounts, count(DISTINCT region) AS regions
FROM report_current
WHERE severity IN ('CRITICAL', 'HIGH')
