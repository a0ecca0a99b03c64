SELECT
  account_id, region, finding_id, arn, finding_type, title, description, severity_score, max_severity_score,
  occurrences, version_count,
  strftime(first_seen_at, '%Y-%m-%dT%H:%M:%SZ') AS first_seen_at,
  strftime(last_seen_at, '%Y-%m-%dT%H:%M:%SZ') AS last_seen_at,
  strftime(updated_at, '%Y-%m-%dT%H:%M:%SZ') AS updated_at,
  resource_type, resource_ids[:12] AS resource_ids, len(resource_ids) AS resources,
  principal_ids[:8] AS principal_ids, user_name, user_type, action_type, api_name, api_service, api_error,
  all_domains[:8] AS all_domains, all_hashes[:4] AS all_hashes, remote_ips[:8] AS remote_ips,
  remote_country_name, remote_city, remote_as_org, vpc_id, instance_id, eks_cluster, k8s_namespace,
  container_image, lambda_function, rds_instance, bucket_names[:8] AS bucket_names, process_name,
  attack_tactics, attack_techniques[:12] AS attack_techniques, threat_names[:8] AS threat_names, signal_count
FROM report_current
WHERE severity = 'CRITICAL'
ORDER BY report_current.updated_at DESC, severity_score DESC, finding_id
LIMIT 25
