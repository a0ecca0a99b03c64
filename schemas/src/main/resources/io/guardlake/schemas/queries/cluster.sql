-- What happened in a cluster or namespace?
--
-- One row for each finding about the EKS or ECS cluster, the worst first, with the workload and what was done there.
-- Attack sequences name clusters among their resources; about_resource finds those.
--
-- :cluster text, for example production: The cluster's name.
-- :namespace text, default '': The Kubernetes namespace; left empty: all of them.
-- :days integer, default 30: How many whole days back, UTC.
-- :samples boolean, default false: Whether sample findings count too.
WITH hits AS (
  SELECT
    findings.*,
    count(*) OVER (PARTITION BY account_id, region, finding_id) AS versions,
    row_number() OVER (
      PARTITION BY account_id, region, finding_id
      ORDER BY updated_at DESC, occurrences DESC NULLS LAST, version_hash DESC) AS place
  FROM findings
  WHERE (eks_cluster = :cluster OR ecs_cluster = :cluster)
    AND (:namespace = '' OR k8s_namespace = :namespace)
    AND updated_at >= date_add('day', -:days, current_date)
    AND (:samples OR NOT is_sample)
)
SELECT
  hits.severity_score,
  hits.finding_type,
  hits.updated_at,
  hits.k8s_namespace,
  hits.k8s_workload_type,
  hits.k8s_workload,
  hits.k8s_user,
  hits.k8s_service_account,
  hits.k8s_verb,
  hits.k8s_resource,
  hits.ecs_task_arn,
  hits.container_image,
  hits.process_path,
  hits.remote_ips,
  hits.versions,
  hits.account_id,
  accounts.name AS account_name,
  hits.region,
  hits.finding_id
FROM hits
LEFT JOIN accounts ON accounts.account_id = hits.account_id
WHERE hits.place = 1
ORDER BY hits.severity_score DESC, hits.updated_at DESC, hits.account_id, hits.region, hits.finding_id
