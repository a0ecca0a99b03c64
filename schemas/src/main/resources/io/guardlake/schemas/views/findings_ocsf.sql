-- Each version of each finding as an event of OCSF 1.1.0, class Detection Finding (2004), profiles cloud and datetime,
-- after the mapping that the schema's authors publish for GuardDuty (ocsf/examples, AWS v1.1.0, Security Hub,
-- Detection Finding). Filter by time_dt, which reads only the files of those days.
WITH parts AS (
  SELECT
    findings.*,
    accounts.name AS account_name,
    CASE
      WHEN created_at >= updated_at THEN 1
      WHEN created_at < updated_at THEN 2
      ELSE 0
    END AS activity,
    CASE threat_purpose
      WHEN 'Recon' THEN 'TA0043'
      WHEN 'InitialAccess' THEN 'TA0001'
      WHEN 'Execution' THEN 'TA0002'
      WHEN 'Persistence' THEN 'TA0003'
      WHEN 'PrivilegeEscalation' THEN 'TA0004'
      WHEN 'DefenseEvasion' THEN 'TA0005'
      WHEN 'CredentialAccess' THEN 'TA0006'
      WHEN 'Discovery' THEN 'TA0007'
      WHEN 'Exfiltration' THEN 'TA0010'
      WHEN 'Impact' THEN 'TA0040'
    END AS tactic_uid,
    CASE threat_purpose
      WHEN 'Recon' THEN 'Reconnaissance'
      WHEN 'InitialAccess' THEN 'Initial Access'
      WHEN 'PrivilegeEscalation' THEN 'Privilege Escalation'
      WHEN 'DefenseEvasion' THEN 'Defense Evasion'
      WHEN 'CredentialAccess' THEN 'Credential Access'
      ELSE threat_purpose
    END AS tactic_name,
    CASE WHEN connection_direction = 'OUTBOUND' THEN 2 WHEN connection_direction = 'INBOUND' THEN 1 ELSE 0 END
      AS direction,
    CASE WHEN regexp_like(element_at(remote_ips, 1), '^[0-9A-Fa-f:.]{2,40}$') THEN element_at(remote_ips, 1) END
      AS remote_ip,
    CASE WHEN regexp_like(local_ip, '^[0-9A-Fa-f:.]{2,40}$') THEN local_ip END AS own_ip,
    CASE WHEN remote_port BETWEEN 0 AND 65535 THEN remote_port END AS their_port,
    CASE WHEN local_port BETWEEN 0 AND 65535 THEN local_port END AS own_port,
    CASE resource_type
      WHEN 'Instance' THEN instance_id
      WHEN 'AccessKey' THEN access_key_id
      WHEN 'S3Bucket' THEN element_at(bucket_names, 1)
      WHEN 'S3Object' THEN element_at(bucket_names, 1)
      WHEN 'EKSCluster' THEN eks_cluster
      WHEN 'KubernetesCluster' THEN eks_cluster
      WHEN 'ECSCluster' THEN ecs_cluster
      WHEN 'Container' THEN container_id
      WHEN 'RDSDBInstance' THEN rds_instance
      WHEN 'RDSLimitlessDB' THEN rds_instance
      WHEN 'Lambda' THEN lambda_function_arn
      ELSE element_at(scanned_resource_arns, 1)
    END AS main_resource,
    coalesce(api_name, k8s_verb) AS operation,
    CASE WHEN regexp_like(dns_domain, '^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?[.])*[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$')
      THEN dns_domain END AS asked_for,
    coalesce(nullif(regexp_extract(process_path, '[^/]+$'), ''), process_name) AS process_file,
    nullif(regexp_extract(parent_process_path, '[^/]+$'), '') AS parent_file,
    nullif(regexp_extract(target_process_path, '[^/]+$'), '') AS target_file,
    nullif(regexp_extract(element_at(malware_file_paths, 1), '[^/]+$'), '') AS malware_file,
    CASE WHEN length(process_sha256) = 64 THEN 1 ELSE 0 END AS process_hashes,
    CASE WHEN length(element_at(file_sha256s, 1)) = 64 THEN 1 ELSE 0 END AS malware_hashes
  FROM ${database}findings AS findings
  LEFT JOIN ${database}accounts AS accounts ON accounts.account_id = findings.account_id
),
objects AS (
  SELECT
    parts.*,
    CASE WHEN remote_ip IS NOT NULL OR their_port IS NOT NULL THEN
      CAST(ROW(
        remote_ip,
        their_port,
        CAST(NULL AS varchar),
        CAST(NULL AS varchar),
        CAST(NULL AS varchar),
        CAST(NULL AS varchar),
        CASE WHEN remote_country_code IS NOT NULL OR remote_city IS NOT NULL OR remote_isp IS NOT NULL
            OR (remote_lat IS NOT NULL AND remote_lon IS NOT NULL) THEN
          CAST(ROW(
            remote_city,
            remote_country_code,
            CASE WHEN remote_lat IS NOT NULL AND remote_lon IS NOT NULL THEN ARRAY[remote_lon, remote_lat] END,
            remote_isp)
          AS ROW(city varchar, country varchar, coordinates array(double), isp varchar))
        END)
      AS ROW(ip varchar, port integer, instance_uid varchar, interface_uid varchar, subnet_uid varchar, vpc_uid varchar,
        location ROW(city varchar, country varchar, coordinates array(double), isp varchar)))
    END AS remote_endpoint,
    CASE WHEN own_ip IS NOT NULL OR (own_port IS NOT NULL AND instance_id IS NOT NULL) THEN
      CAST(ROW(
        own_ip,
        own_port,
        instance_id,
        network_interface_id,
        subnet_id,
        vpc_id,
        CAST(NULL AS ROW(city varchar, country varchar, coordinates array(double), isp varchar)))
      AS ROW(ip varchar, port integer, instance_uid varchar, interface_uid varchar, subnet_uid varchar, vpc_uid varchar,
        location ROW(city varchar, country varchar, coordinates array(double), isp varchar)))
    END AS own_endpoint,
    CASE WHEN user_name IS NOT NULL OR principal_id IS NOT NULL OR k8s_user IS NOT NULL OR rds_user IS NOT NULL THEN
      CAST(ROW(
        coalesce(user_name, k8s_user, rds_user),
        principal_id,
        user_type,
        access_key_id)
      AS ROW(name varchar, uid varchar, type varchar, credential_uid varchar))
    END AS actor_user,
    CASE WHEN process_pid IS NOT NULL OR process_file IS NOT NULL OR process_name IS NOT NULL THEN
      CAST(ROW(
        process_name,
        process_pid,
        command_line,
        process_lineage,
        CASE WHEN process_file IS NOT NULL THEN
          CAST(ROW(process_file, process_path, 1, 'Regular File',
            slice(ARRAY[CAST(ROW(process_sha256, 3, 'SHA-256')
              AS ROW(value varchar, algorithm_id integer, algorithm varchar))], 1, process_hashes))
          AS ROW(name varchar, path varchar, type_id integer, type varchar,
            hashes array(ROW(value varchar, algorithm_id integer, algorithm varchar))))
        END,
        CASE WHEN process_user IS NOT NULL THEN CAST(ROW(process_user) AS ROW(name varchar)) END,
        CASE WHEN parent_file IS NOT NULL THEN
          CAST(ROW(parent_file, CAST(ROW(parent_file, parent_process_path, 1, 'Regular File')
              AS ROW(name varchar, path varchar, type_id integer, type varchar)))
          AS ROW(name varchar, file ROW(name varchar, path varchar, type_id integer, type varchar)))
        END)
      AS ROW(name varchar, pid integer, cmd_line varchar, lineage array(varchar),
        file ROW(name varchar, path varchar, type_id integer, type varchar, hashes array(ROW(value varchar, algorithm_id integer, algorithm varchar))),
        "user" ROW(name varchar),
        parent_process ROW(name varchar, file ROW(name varchar, path varchar, type_id integer, type varchar))))
    END AS actor_process,
    CASE WHEN target_file IS NOT NULL THEN
      CAST(ROW(target_file, CAST(ROW(target_file, target_process_path, 1, 'Regular File')
          AS ROW(name varchar, path varchar, type_id integer, type varchar)))
      AS ROW(name varchar, file ROW(name varchar, path varchar, type_id integer, type varchar)))
    END AS target_process,
    CASE WHEN malware_file IS NOT NULL THEN
      CAST(ROW(malware_file, element_at(malware_file_paths, 1), 1, 'Regular File',
        slice(ARRAY[CAST(ROW(element_at(file_sha256s, 1), 3, 'SHA-256')
          AS ROW(value varchar, algorithm_id integer, algorithm varchar))], 1, malware_hashes))
      AS ROW(name varchar, path varchar, type_id integer, type varchar, hashes array(ROW(value varchar, algorithm_id integer, algorithm varchar))))
    END AS evidence_file,
    CASE WHEN operation IS NOT NULL THEN
      CAST(ROW(
        operation,
        CASE WHEN api_service IS NOT NULL THEN CAST(ROW(api_service) AS ROW(name varchar)) END,
        CASE WHEN api_error IS NOT NULL THEN CAST(ROW(api_error) AS ROW(error varchar)) END)
      AS ROW(operation varchar, service ROW(name varchar), response ROW(error varchar)))
    END AS api,
    CASE WHEN connection_direction IS NOT NULL OR protocol IS NOT NULL THEN
      CAST(ROW(
        direction,
        CASE direction WHEN 1 THEN 'Inbound' WHEN 2 THEN 'Outbound' ELSE 'Unknown' END,
        CASE lower(protocol) WHEN 'tcp' THEN 'tcp' WHEN '6' THEN 'tcp' WHEN 'udp' THEN 'udp' WHEN '17' THEN 'udp'
          WHEN 'icmp' THEN 'icmp' WHEN '1' THEN 'icmp' END,
        CASE lower(protocol) WHEN 'tcp' THEN 6 WHEN '6' THEN 6 WHEN 'udp' THEN 17 WHEN '17' THEN 17
          WHEN 'icmp' THEN 1 WHEN '1' THEN 1 END)
      AS ROW(direction_id integer, direction varchar, protocol_name varchar, protocol_num integer))
    END AS connection_info,
    CASE WHEN asked_for IS NOT NULL THEN CAST(ROW(asked_for) AS ROW(hostname varchar)) END AS query
  FROM parts
)
SELECT
  activity AS activity_id,
  CASE activity WHEN 1 THEN 'Create' WHEN 2 THEN 'Update' ELSE 'Unknown' END AS activity_name,
  2 AS category_uid,
  'Findings' AS category_name,
  2004 AS class_uid,
  'Detection Finding' AS class_name,
  CAST(200400 + activity AS bigint) AS type_uid,
  'Detection Finding: ' || CASE activity WHEN 1 THEN 'Create' WHEN 2 THEN 'Update' ELSE 'Unknown' END AS type_name,
  date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', updated_at) AS "time",
  updated_at AS time_dt,
  CASE severity WHEN 'LOW' THEN 2 WHEN 'MEDIUM' THEN 3 WHEN 'HIGH' THEN 4 ELSE 5 END AS severity_id,
  CASE severity WHEN 'LOW' THEN 'Low' WHEN 'MEDIUM' THEN 'Medium' WHEN 'HIGH' THEN 'High' ELSE 'Critical' END
    AS severity,
  1 AS status_id,
  'New' AS status,
  CASE WHEN confidence BETWEEN 0 AND 100 THEN CAST(round(confidence) AS integer) END AS confidence_score,
  CASE WHEN occurrences BETWEEN 0 AND 2147483647 THEN CAST(occurrences AS integer) END AS "count",
  date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', first_seen_at) AS start_time,
  first_seen_at AS start_time_dt,
  date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', last_seen_at) AS end_time,
  last_seen_at AS end_time_dt,
  description AS message,
  CAST(ROW(
    '1.1.0',
    ARRAY['cloud', 'datetime'],
    CAST(ROW(
      'GuardDuty',
      'arn:' || coalesce(aws_partition, 'aws') || ':guardduty:' || region || '::product/aws/guardduty',
      'AWS',
      CASE WHEN feature_name IS NOT NULL OR detector_id IS NOT NULL THEN
        CAST(ROW(feature_name, detector_id) AS ROW(name varchar, uid varchar))
      END)
    AS ROW(name varchar, uid varchar, vendor_name varchar, feature ROW(name varchar, uid varchar))),
    schema_version,
    coalesce(arn, finding_id) || '/' || CAST(version_hash AS varchar),
    date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', exported_at),
    exported_at,
    date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', ingested_at),
    ingested_at)
  AS ROW(version varchar, profiles array(varchar),
    product ROW(name varchar, uid varchar, vendor_name varchar, feature ROW(name varchar, uid varchar)),
    log_version varchar, uid varchar, logged_time bigint, logged_time_dt timestamp(6), processed_time bigint,
    processed_time_dt timestamp(6))) AS metadata,
  CAST(ROW(
    'AWS',
    region,
    CAST(ROW(account_id, account_name, 10, 'AWS Account')
      AS ROW(uid varchar, name varchar, type_id integer, type varchar)))
  AS ROW(provider varchar, region varchar, account ROW(uid varchar, name varchar, type_id integer, type varchar)))
    AS cloud,
  CAST(ROW(
    coalesce(arn, finding_id),
    coalesce(title, finding_type),
    description,
    ARRAY[finding_type],
    date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', created_at),
    created_at,
    date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', updated_at),
    updated_at,
    date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', first_seen_at),
    first_seen_at,
    date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', last_seen_at),
    last_seen_at,
    coalesce(
      transform(attack_techniques, technique ->
        CAST(ROW(
          NULL,
          CAST(ROW(split_part(technique || ' - ', ' - ', 2), split_part(technique, ' - ', 1)) AS ROW(name varchar, uid varchar)))
        AS ROW(tactic ROW(name varchar, uid varchar), technique ROW(name varchar, uid varchar)))),
      slice(ARRAY[CAST(NULL AS ROW(tactic ROW(name varchar, uid varchar), technique ROW(name varchar, uid varchar)))], 1, 0))
      || coalesce(
        transform(attack_tactics, tactic ->
          CAST(ROW(CAST(ROW(tactic, NULL) AS ROW(name varchar, uid varchar)), NULL) AS ROW(tactic ROW(name varchar, uid varchar), technique ROW(name varchar, uid varchar)))),
        slice(ARRAY[CAST(NULL AS ROW(tactic ROW(name varchar, uid varchar), technique ROW(name varchar, uid varchar)))], 1, 0))
      || slice(ARRAY[CAST(ROW(CAST(ROW(tactic_name, tactic_uid) AS ROW(name varchar, uid varchar)), NULL) AS ROW(tactic ROW(name varchar, uid varchar), technique ROW(name varchar, uid varchar)))], 1,
        CASE WHEN tactic_uid IS NULL THEN 0 ELSE 1 END),
    transform(related_finding_ids, related ->
      CAST(ROW(related, 'GuardDuty finding') AS ROW(uid varchar, type varchar))))
  AS ROW(uid varchar, title varchar, "desc" varchar, types array(varchar),
    created_time bigint, created_time_dt timestamp(6), modified_time bigint, modified_time_dt timestamp(6),
    first_seen_time bigint, first_seen_time_dt timestamp(6), last_seen_time bigint, last_seen_time_dt timestamp(6),
    attacks array(ROW(tactic ROW(name varchar, uid varchar), technique ROW(name varchar, uid varchar))), related_events array(ROW(uid varchar, type varchar)))) AS finding_info,
  CASE WHEN coalesce(remote_endpoint.ip, own_endpoint.ip, operation, asked_for, process_file, process_name,
      target_file, malware_file, connection_direction, protocol, actor_user.name, actor_user.uid) IS NOT NULL THEN
    ARRAY[CAST(ROW(
      CASE WHEN actor_user IS NOT NULL OR actor_process IS NOT NULL THEN
        CAST(ROW(actor_user, actor_process) AS ROW("user" ROW(name varchar, uid varchar, type varchar, credential_uid varchar), process ROW(name varchar, pid integer, cmd_line varchar, lineage array(varchar),
        file ROW(name varchar, path varchar, type_id integer, type varchar, hashes array(ROW(value varchar, algorithm_id integer, algorithm varchar))),
        "user" ROW(name varchar),
        parent_process ROW(name varchar, file ROW(name varchar, path varchar, type_id integer, type varchar)))))
      END,
      api,
      connection_info,
      CASE WHEN direction = 2 THEN own_endpoint ELSE remote_endpoint END,
      CASE WHEN direction = 2 THEN remote_endpoint ELSE own_endpoint END,
      evidence_file,
      target_process,
      query)
    AS ROW(actor ROW("user" ROW(name varchar, uid varchar, type varchar, credential_uid varchar), process ROW(name varchar, pid integer, cmd_line varchar, lineage array(varchar),
        file ROW(name varchar, path varchar, type_id integer, type varchar, hashes array(ROW(value varchar, algorithm_id integer, algorithm varchar))),
        "user" ROW(name varchar),
        parent_process ROW(name varchar, file ROW(name varchar, path varchar, type_id integer, type varchar)))), api ROW(operation varchar, service ROW(name varchar), response ROW(error varchar)), connection_info ROW(direction_id integer, direction varchar, protocol_name varchar, protocol_num integer),
      src_endpoint ROW(ip varchar, port integer, instance_uid varchar, interface_uid varchar, subnet_uid varchar, vpc_uid varchar,
        location ROW(city varchar, country varchar, coordinates array(double), isp varchar)), dst_endpoint ROW(ip varchar, port integer, instance_uid varchar, interface_uid varchar, subnet_uid varchar, vpc_uid varchar,
        location ROW(city varchar, country varchar, coordinates array(double), isp varchar)), file ROW(name varchar, path varchar, type_id integer, type varchar, hashes array(ROW(value varchar, algorithm_id integer, algorithm varchar))), process ROW(name varchar, file ROW(name varchar, path varchar, type_id integer, type varchar)), query ROW(hostname varchar)))]
  END AS evidences,
  slice(ARRAY[CAST(ROW(main_resource, resource_type, region, coalesce(aws_partition, 'aws')) AS ROW(uid varchar, type varchar, region varchar, cloud_partition varchar))], 1,
    CASE WHEN main_resource IS NULL THEN 0 ELSE 1 END)
    || coalesce(
      transform(resource_ids, resource -> CAST(ROW(resource, NULL, NULL, NULL) AS ROW(uid varchar, type varchar, region varchar, cloud_partition varchar))),
      slice(ARRAY[CAST(NULL AS ROW(uid varchar, type varchar, region varchar, cloud_partition varchar))], 1, 0)) AS resources,
  coalesce(transform(all_ips, ip -> CAST(ROW('raw_data', 2, 'IP Address', ip) AS ROW(name varchar, type_id integer, type varchar, value varchar))), slice(ARRAY[CAST(NULL AS ROW(name varchar, type_id integer, type varchar, value varchar))], 1, 0))
    || coalesce(transform(all_domains, name -> CAST(ROW('raw_data', 1, 'Hostname', name) AS ROW(name varchar, type_id integer, type varchar, value varchar))),
      slice(ARRAY[CAST(NULL AS ROW(name varchar, type_id integer, type varchar, value varchar))], 1, 0))
    || coalesce(transform(all_hashes, hash -> CAST(ROW('raw_data', 8, 'Hash', hash) AS ROW(name varchar, type_id integer, type varchar, value varchar))),
      slice(ARRAY[CAST(NULL AS ROW(name varchar, type_id integer, type varchar, value varchar))], 1, 0))
    || coalesce(transform(resource_ids, uid -> CAST(ROW('raw_data', 10, 'Resource UID', uid) AS ROW(name varchar, type_id integer, type varchar, value varchar))),
      slice(ARRAY[CAST(NULL AS ROW(name varchar, type_id integer, type varchar, value varchar))], 1, 0))
    || slice(ARRAY[CAST(ROW('raw_data', 4, 'User Name', user_name) AS ROW(name varchar, type_id integer, type varchar, value varchar))], 1,
      CASE WHEN user_name IS NULL THEN 0 ELSE 1 END)
    || slice(ARRAY[CAST(ROW('raw_data', 9, 'Process Name', process_name) AS ROW(name varchar, type_id integer, type varchar, value varchar))], 1,
      CASE WHEN process_name IS NULL THEN 0 ELSE 1 END) AS observables,
  CAST(ROW(finding_id, severity_score, is_sample, action_type, resource_role, sequence_uid, scan_id, threat_names)
    AS ROW(finding_id varchar, severity_score double, is_sample boolean, action_type varchar, resource_role varchar,
      sequence_uid varchar, scan_id varchar, threat_names array(varchar))) AS unmapped,
  finding_json AS raw_data
FROM objects
