-- Where does an image run that a finding names?
--
-- One row for each account, region, cluster and workload in which a finding names the image, those with the worst
-- finding first. If the image is malicious or vulnerable, these are the places to clean; places without any finding
-- are not known here, so ask the clusters too.
--
-- :image text, for example 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web: A container image, with its tag or
--   digest or without, or the id of an Amazon Machine Image.
-- :days integer, default 90: How many whole days back, UTC.
-- :samples boolean, default false: Whether sample findings count too.
WITH places AS (
  SELECT
    account_id,
    region,
    coalesce(eks_cluster, ecs_cluster) AS cluster,
    k8s_namespace,
    coalesce(k8s_workload, instance_id) AS workload,
    coalesce(container_image, ami_id) AS image,
    max(severity_score) AS severity_score,
    count(DISTINCT finding_id) AS finding_count,
    count(DISTINCT finding_type) AS type_count,
    min(first_seen_at) AS first_seen_at,
    max(last_seen_at) AS last_seen_at
  FROM findings
  WHERE (ami_id = :image
      OR container_image = :image
      OR strpos(container_image, :image || ':') = 1
      OR strpos(container_image, :image || '@') = 1)
    AND updated_at >= date_add('day', -:days, current_date)
    AND (:samples OR NOT is_sample)
  GROUP BY
    account_id,
    region,
    coalesce(eks_cluster, ecs_cluster),
    k8s_namespace,
    coalesce(k8s_workload, instance_id),
    coalesce(container_image, ami_id)
)
SELECT
  places.account_id,
  accounts.name AS account_name,
  places.region,
  places.cluster,
  places.k8s_namespace,
  places.workload,
  places.image,
  places.severity_score,
  places.finding_count,
  places.type_count,
  places.first_seen_at,
  places.last_seen_at
FROM places
LEFT JOIN accounts ON accounts.account_id = places.account_id
ORDER BY
  places.severity_score DESC,
  places.finding_count DESC,
  places.account_id,
  places.region,
  places.cluster NULLS FIRST,
  places.k8s_namespace NULLS FIRST,
  places.workload NULLS FIRST,
  places.image
