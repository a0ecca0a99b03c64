SELECT
  count(*) AS versions,
  quantile_cont(epoch(exported_at) - epoch(updated_at), 0.5) AS export_median,
  quantile_cont(epoch(exported_at) - epoch(updated_at), 0.95) AS export_p95,
  quantile_cont(epoch(ingested_at) - epoch(exported_at), 0.5) AS ingest_median,
  quantile_cont(epoch(ingested_at) - epoch(exported_at), 0.95) AS ingest_p95
FROM findings
WHERE updated_at >= getvariable('report_from') AND updated_at < getvariable('report_until')
