-- The current state of each finding that was updated in the period, samples left out.
CREATE OR REPLACE TEMP TABLE report_current AS
SELECT
  account_id, region, finding_id, arn, finding_type, threat_purpose, title, description, severity, severity_score,
  max_severity_score, version_count, occurrences, updated_at,
  coalesce(created_at, first_seen_at, updated_at) AS opened_at,
  coalesce(first_seen_at, created_at, updated_at) AS first_seen_at,
  coalesce(last_seen_at, updated_at) AS last_seen_at,
  resource_type, resource_ids, principal_ids, user_name, user_type, action_type, api_name, api_service, api_error,
  all_domains, all_hashes, remote_ips, remote_country_name, remote_city, remote_as_org, vpc_id, instance_id,
  eks_cluster, k8s_namespace, container_image, lambda_function, rds_instance, bucket_names, process_name,
  attack_tactics, attack_techniques, threat_names, signal_count
FROM findings_latest
WHERE NOT coalesce(is_sample, false)
  AND updated_at >= getvariable('report_from')
  AND updated_at < getvariable('report_until')
