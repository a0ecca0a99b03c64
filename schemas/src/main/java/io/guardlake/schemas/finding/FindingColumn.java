package io.guardlake.schemas.finding;

import static io.guardlake.schemas.finding.FindingColumn.Presence.OPTIONAL;
import static io.guardlake.schemas.finding.FindingColumn.Presence.REQUIRED;
import static io.guardlake.schemas.finding.FindingPaths.ACCESS_KEY;
import static io.guardlake.schemas.finding.FindingPaths.ACTOR;
import static io.guardlake.schemas.finding.FindingPaths.API_CALL;
import static io.guardlake.schemas.finding.FindingPaths.ASSET;
import static io.guardlake.schemas.finding.FindingPaths.ASSET_PROFILES;
import static io.guardlake.schemas.finding.FindingPaths.BUCKET;
import static io.guardlake.schemas.finding.FindingPaths.CONTAINERS;
import static io.guardlake.schemas.finding.FindingPaths.CONTEXT;
import static io.guardlake.schemas.finding.FindingPaths.DNS;
import static io.guardlake.schemas.finding.FindingPaths.EC2_INSTANCE;
import static io.guardlake.schemas.finding.FindingPaths.ECS;
import static io.guardlake.schemas.finding.FindingPaths.ENDPOINT;
import static io.guardlake.schemas.finding.FindingPaths.K8S_CALL;
import static io.guardlake.schemas.finding.FindingPaths.K8S_CHECK;
import static io.guardlake.schemas.finding.FindingPaths.LAMBDA;
import static io.guardlake.schemas.finding.FindingPaths.LOGIN_ATTRIBUTES;
import static io.guardlake.schemas.finding.FindingPaths.MALWARE_SCAN;
import static io.guardlake.schemas.finding.FindingPaths.MALWARE_THREATS;
import static io.guardlake.schemas.finding.FindingPaths.NETWORK;
import static io.guardlake.schemas.finding.FindingPaths.NETWORK_INTERFACE;
import static io.guardlake.schemas.finding.FindingPaths.PROBE;
import static io.guardlake.schemas.finding.FindingPaths.PROBE_DETAIL;
import static io.guardlake.schemas.finding.FindingPaths.PROCESS;
import static io.guardlake.schemas.finding.FindingPaths.RESOURCE;
import static io.guardlake.schemas.finding.FindingPaths.SEQUENCE;
import static io.guardlake.schemas.finding.FindingPaths.SERVICE;
import static io.guardlake.schemas.finding.FindingPaths.THREAT_INTELLIGENCE;
import static io.guardlake.schemas.finding.FindingPaths.VOLUME_DETECTIONS;
import static io.guardlake.schemas.finding.FindingPaths.VOLUME_SCAN;
import static io.guardlake.schemas.finding.FindingPaths.VOLUME_THREATS;
import static io.guardlake.schemas.finding.FindingPaths.chained;
import static io.guardlake.schemas.finding.FindingPaths.each;
import static io.guardlake.schemas.finding.FindingPaths.indicators;
import static io.guardlake.schemas.finding.FindingPaths.remote;
import static io.guardlake.schemas.table.ColumnLayout.DISTINCT;
import static io.guardlake.schemas.table.ColumnLayout.REPEATED;
import static io.guardlake.schemas.table.ColumnLayout.TEXT;
import static io.guardlake.schemas.table.ColumnType.BIGINT;
import static io.guardlake.schemas.table.ColumnType.BOOLEAN;
import static io.guardlake.schemas.table.ColumnType.DOUBLE;
import static io.guardlake.schemas.table.ColumnType.INT;
import static io.guardlake.schemas.table.ColumnType.STRING;
import static io.guardlake.schemas.table.ColumnType.STRING_LIST;
import static io.guardlake.schemas.table.ColumnType.STRING_MAP;
import static io.guardlake.schemas.table.ColumnType.TIMESTAMP;
import static io.guardlake.schemas.table.ColumnType.UTF8;

import io.guardlake.schemas.table.ColumnLayout;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableColumn;
import java.util.List;
import java.util.Locale;

/**
 * The columns of the findings table, and where in a finding's JSON each gets its value: the reader
 * is built from the sources given here.
 *
 * <p>Of several sources a single value is taken from the first that has one, and within an array
 * from the first element that has one; lists and maps take what all sources have. An empty string
 * counts as no value. A source is a dotted path, {@code PATH where FIELD is VALUE} for a path whose
 * sibling FIELD must be VALUE, {@code PATH or FIELD} for the first of two siblings, or a phrase.
 *
 * <p>Field ids are part of every file written: never reuse or renumber one, add new columns with
 * new ids.
 */
public enum FindingColumn implements TableColumn {
  ACCOUNT_ID(
      1,
      STRING,
      REQUIRED,
      REPEATED,
      "identity",
      "The AWS account that the finding is about.",
      "accountId"),
  REGION(2, STRING, REQUIRED, REPEATED, "identity", "The AWS region of the finding.", "region"),
  AWS_PARTITION(
      3,
      STRING,
      OPTIONAL,
      REPEATED,
      "identity",
      "The AWS partition, such as aws or aws-cn.",
      "partition",
      "the second part of arn"),
  FINDING_ID(
      4,
      STRING,
      REQUIRED,
      DISTINCT,
      "identity",
      "The finding's id, the same in all of its versions.",
      "id"),
  ARN(5, STRING, OPTIONAL, DISTINCT, "identity", "The finding's ARN.", "arn"),
  DETECTOR_ID(
      6,
      STRING,
      OPTIONAL,
      REPEATED,
      "identity",
      "The detector that made the finding.",
      "service.detectorId",
      "the detector in arn"),
  SCHEMA_VERSION(
      7,
      STRING,
      OPTIONAL,
      REPEATED,
      "identity",
      "The version of the finding format.",
      "schemaVersion"),
  VERSION_HASH(
      8,
      BIGINT,
      REQUIRED,
      DISTINCT,
      "identity",
      "Names this version of the finding: it differs whenever a byte of the line does.",
      "the first 8 bytes of the SHA-256 of finding_json, big-endian, signed"),
  FINDING_TYPE(9, STRING, REQUIRED, REPEATED, "kind", "The finding type in full.", "type"),
  THREAT_PURPOSE(
      10,
      STRING,
      OPTIONAL,
      REPEATED,
      "kind",
      "What the threat is after, such as Recon.",
      "the part of type before the colon"),
  RESOURCE_AFFECTED(
      11,
      STRING,
      OPTIONAL,
      REPEATED,
      "kind",
      "What kind of resource the type names, such as EC2.",
      "the part of type between the colon and the slash"),
  THREAT_FAMILY(
      12,
      STRING,
      OPTIONAL,
      REPEATED,
      "kind",
      "The threat family, such as C&CActivity.",
      "the part of type after the slash, up to a dot or exclamation mark"),
  DETECTION_MECHANISM(
      13,
      STRING,
      OPTIONAL,
      REPEATED,
      "kind",
      "How the threat was told, such as Custom.",
      "the part of type between the dot and the exclamation mark"),
  ARTIFACT(
      14,
      STRING,
      OPTIONAL,
      REPEATED,
      "kind",
      "The resource that the threat uses, such as DNS.",
      "the part of type after the exclamation mark"),
  TITLE(
      15,
      STRING,
      OPTIONAL,
      TEXT,
      "kind",
      "One line about the finding; it quotes names an attacker may have chosen.",
      "title"),
  DESCRIPTION(
      16,
      STRING,
      OPTIONAL,
      TEXT,
      "kind",
      "What was found, in sentences; it quotes names an attacker may have chosen.",
      "description"),
  FEATURE_NAME(
      17,
      STRING,
      OPTIONAL,
      REPEATED,
      "kind",
      "The GuardDuty feature that made the finding.",
      SERVICE + "featureName"),
  ASSOCIATED_ATTACK_SEQUENCE_ARN(
      18,
      STRING,
      OPTIONAL,
      REPEATED,
      "kind",
      "The attack sequence finding that this finding is a part of.",
      "associatedAttackSequenceArn"),
  SEVERITY(
      19,
      STRING,
      REQUIRED,
      REPEATED,
      "kind",
      "The band: LOW below 4, MEDIUM below 7, HIGH below 9, else CRITICAL.",
      "the band of severity_score"),
  SEVERITY_SCORE(20, DOUBLE, REQUIRED, REPEATED, "kind", "The severity as a number.", "severity"),
  CONFIDENCE(
      21,
      DOUBLE,
      OPTIONAL,
      REPEATED,
      "kind",
      "How sure GuardDuty is of the finding.",
      "confidence"),
  IS_SAMPLE(
      22,
      BOOLEAN,
      OPTIONAL,
      REPEATED,
      "kind",
      "Whether it is a generated sample; false where the finding does not say.",
      SERVICE + "additionalInfo.sample",
      "sample in the JSON text of service.additionalInfo.value"),
  IS_ARCHIVED(
      23,
      BOOLEAN,
      OPTIONAL,
      REPEATED,
      "kind",
      "Whether the finding was archived when it was exported.",
      SERVICE + "archived"),
  CREATED_AT(24, TIMESTAMP, OPTIONAL, DISTINCT, "time", "When the finding was made.", "createdAt"),
  UPDATED_AT(
      25,
      TIMESTAMP,
      REQUIRED,
      DISTINCT,
      "time",
      "When this version of the finding was made.",
      "updatedAt"),
  FIRST_SEEN_AT(
      26,
      TIMESTAMP,
      OPTIONAL,
      DISTINCT,
      "time",
      "When the activity was first seen.",
      SERVICE + "eventFirstSeen"),
  LAST_SEEN_AT(
      27,
      TIMESTAMP,
      OPTIONAL,
      DISTINCT,
      "time",
      "When the activity was last seen.",
      SERVICE + "eventLastSeen"),
  OCCURRENCES(
      28,
      BIGINT,
      OPTIONAL,
      REPEATED,
      "time",
      "How often the activity was seen.",
      SERVICE + "count"),
  ALL_IPS(
      29,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "pivots",
      "Every address in the finding, in lower case, sorted.",
      PivotPaths.IPS),
  ALL_DOMAINS(
      30,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "pivots",
      "Every domain in the finding, in lower case, sorted.",
      PivotPaths.DOMAINS),
  ALL_HASHES(
      31,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "pivots",
      "Every file hash in the finding, in lower case, sorted.",
      PivotPaths.HASHES),
  RESOURCE_IDS(
      32,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "pivots",
      "The id, name and ARN of every resource in the finding, sorted.",
      PivotPaths.RESOURCES),
  PRINCIPAL_IDS(
      33,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "pivots",
      "The id, name, key and session of every principal in the finding, sorted.",
      PivotPaths.PRINCIPALS),
  RELATED_FINDING_IDS(
      34,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "pivots",
      "The ids of other findings that this one names, sorted; of an ARN, its last part.",
      PivotPaths.FINDINGS),
  RESOURCE_TYPE(
      35,
      STRING,
      OPTIONAL,
      REPEATED,
      "network",
      "The kind of resource, such as Instance.",
      RESOURCE + "resourceType"),
  RESOURCE_ROLE(
      36,
      STRING,
      OPTIONAL,
      REPEATED,
      "network",
      "Whether the resource was the TARGET or the ACTOR.",
      SERVICE + "resourceRole"),
  INSTANCE_ID(
      37, STRING, OPTIONAL, REPEATED, "network", "The EC2 instance.", EC2_INSTANCE + "instanceId"),
  INSTANCE_TYPE(
      38,
      STRING,
      OPTIONAL,
      REPEATED,
      "network",
      "The instance's type.",
      EC2_INSTANCE + "instanceType",
      ASSET + "data.ec2Instance.instanceType"),
  INSTANCE_PROFILE_ARN(
      39,
      STRING,
      OPTIONAL,
      REPEATED,
      "network",
      "The instance's IAM profile.",
      chained(List.of(EC2_INSTANCE + "iamInstanceProfile.arn"), each(ASSET_PROFILES, "arn"))),
  AMI_ID(
      40,
      STRING,
      OPTIONAL,
      REPEATED,
      "network",
      "The image the instance runs.",
      EC2_INSTANCE + "imageId"),
  VPC_ID(
      41,
      STRING,
      OPTIONAL,
      REPEATED,
      "network",
      "The VPC of the resource.",
      NETWORK_INTERFACE + "vpcId",
      "resource.eksClusterDetails.vpcId",
      LAMBDA + "vpcConfig.vpcId",
      ASSET + "data.ec2NetworkInterface.vpcId",
      ASSET + "data.eksCluster.vpcId"),
  SUBNET_ID(
      42,
      STRING,
      OPTIONAL,
      REPEATED,
      "network",
      "The first subnet of the resource.",
      NETWORK_INTERFACE + "subnetId",
      LAMBDA + "vpcConfig.subnetIds",
      ASSET + "data.ec2NetworkInterface.subNetId"),
  NETWORK_INTERFACE_ID(
      43,
      STRING,
      OPTIONAL,
      REPEATED,
      "network",
      "The network interface that took part, else the instance's first.",
      NETWORK + "localNetworkInterface",
      NETWORK_INTERFACE + "networkInterfaceId"),
  RESOURCE_PRIVATE_IPS(
      44,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "network",
      "The resource's private and IPv6 addresses.",
      NETWORK_INTERFACE + "privateIpAddress",
      NETWORK_INTERFACE + "privateIpAddresses.privateIpAddress",
      NETWORK_INTERFACE + "ipv6Addresses",
      ASSET + "data.ec2NetworkInterface.privateIpAddresses.privateIpAddress",
      ASSET + "data.ec2NetworkInterface.ipv6Addresses"),
  RESOURCE_PUBLIC_IPS(
      45,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "network",
      "The resource's public addresses.",
      NETWORK_INTERFACE + "publicIp",
      ASSET + "data.ec2NetworkInterface.publicIp"),
  SECURITY_GROUPS(
      46,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "network",
      "The ids of the resource's security groups.",
      NETWORK_INTERFACE + "securityGroups.groupId",
      LAMBDA + "vpcConfig.securityGroups.groupId",
      ASSET + "data.ec2NetworkInterface.securityGroups.groupId"),
  RESOURCE_TAGS(
      47,
      STRING_MAP,
      OPTIONAL,
      REPEATED,
      "network",
      "The tags of the finding's resources; where two resources share a key, the tag of the earlier source.",
      EC2_INSTANCE + "tags",
      BUCKET + "tags",
      "resource.eksClusterDetails.tags",
      ECS + "taskDetails.tags",
      ECS + "tags",
      LAMBDA + "tags",
      "resource.rdsDbInstanceDetails.tags",
      "resource.rdsLimitlessDbDetails.tags",
      ASSET + "tags"),
  ACCESS_KEY_ID(
      48,
      STRING,
      OPTIONAL,
      REPEATED,
      "identity used",
      "The access key that was used.",
      ACCESS_KEY + "accessKeyId",
      ACTOR + "user.credentialUid"),
  PRINCIPAL_ID(
      49,
      STRING,
      OPTIONAL,
      REPEATED,
      "identity used",
      "The principal's unique id.",
      ACCESS_KEY + "principalId",
      ACTOR + "user.uid",
      ASSET + "data.accessKey.principalId"),
  USER_NAME(
      50,
      STRING,
      OPTIONAL,
      REPEATED,
      "identity used",
      "The user or role name.",
      ACCESS_KEY + "userName",
      ACTOR + "user.name",
      ASSET + "data.accessKey.userName"),
  USER_TYPE(
      51,
      STRING,
      OPTIONAL,
      REPEATED,
      "identity used",
      "The kind of user, such as IAMUser.",
      ACCESS_KEY + "userType",
      ACTOR + "user.type",
      ASSET + "data.accessKey.userType"),
  BUCKET_NAMES(
      52,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "storage",
      "The names of the S3 buckets.",
      BUCKET + "name",
      API_CALL + "affectedResources.AWS::S3::Bucket",
      ASSET + "name where resourceType is S3_BUCKET"),
  OBJECT_KEYS(
      53,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "storage",
      "The keys of the S3 objects.",
      BUCKET + "s3ObjectDetails.key",
      ASSET + "data.s3Object.key"),
  S3_OBJECT_VERSIONS(
      54,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "storage",
      "The version ids of the S3 objects.",
      BUCKET + "s3ObjectDetails.versionId",
      ASSET + "data.s3Object.versionId"),
  EKS_CLUSTER(
      55,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The EKS cluster's name.",
      "resource.eksClusterDetails.name",
      ASSET + "name where resourceType is EKS_CLUSTER"),
  K8S_NAMESPACE(
      56,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The Kubernetes namespace.",
      FindingPaths.K8S_WORKLOAD + "namespace",
      K8S_CALL + "namespace",
      K8S_CHECK + "namespace",
      ASSET + "data.kubernetesWorkload.namespace"),
  K8S_WORKLOAD(
      57,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The Kubernetes workload's name.",
      FindingPaths.K8S_WORKLOAD + "name",
      ASSET + "name where resourceType is KUBERNETES_WORKLOAD"),
  K8S_WORKLOAD_TYPE(
      58,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The Kubernetes workload's kind.",
      FindingPaths.K8S_WORKLOAD + "type",
      ASSET + "data.kubernetesWorkload.type"),
  K8S_USER(
      59,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The Kubernetes user.",
      FindingPaths.K8S_USER + "username"),
  K8S_SERVICE_ACCOUNT(
      60,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The workload's service account.",
      FindingPaths.K8S_WORKLOAD + "serviceAccountName"),
  K8S_VERB(
      61,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The verb of the Kubernetes call.",
      K8S_CALL + "verb",
      K8S_CHECK + "verb"),
  K8S_RESOURCE(
      62,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The kind of Kubernetes resource that was called.",
      K8S_CALL + "resource",
      K8S_CHECK + "resource"),
  K8S_REQUEST_URI(
      63,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The path of the Kubernetes call.",
      K8S_CALL + "requestUri"),
  ECS_CLUSTER(
      64,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The ECS cluster's name.",
      ECS + "name",
      ASSET + "name where resourceType is ECS_CLUSTER"),
  ECS_TASK_ARN(
      65,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The ECS task.",
      ECS + "taskDetails.arn",
      ASSET + "uid where resourceType is ECS_TASK"),
  CONTAINER_ID(
      66, STRING, OPTIONAL, REPEATED, "containers", "The container.", each(CONTAINERS, "id")),
  CONTAINER_IMAGE(
      67,
      STRING,
      OPTIONAL,
      REPEATED,
      "containers",
      "The container's image.",
      chained(each(CONTAINERS, "image"), List.of(ASSET + "data.container.image"))),
  K8S_GROUPS(
      68,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "containers",
      "The groups of the Kubernetes user.",
      FindingPaths.K8S_USER + "groups"),
  K8S_STATUS_CODE(
      69,
      INT,
      OPTIONAL,
      REPEATED,
      "containers",
      "The HTTP status of the Kubernetes call.",
      K8S_CALL + "statusCode"),
  CONTAINER_PRIVILEGED(
      70,
      BOOLEAN,
      OPTIONAL,
      REPEATED,
      "containers",
      "Whether any container of the finding runs privileged.",
      each(CONTAINERS, "securityContext.privileged")),
  RDS_INSTANCE(
      71,
      STRING,
      OPTIONAL,
      REPEATED,
      "data",
      "The database instance, or the shard group of a limitless database.",
      "resource.rdsDbInstanceDetails.dbInstanceIdentifier",
      "resource.rdsLimitlessDbDetails.dbShardGroupIdentifier"),
  RDS_CLUSTER(
      72,
      STRING,
      OPTIONAL,
      REPEATED,
      "data",
      "The database cluster.",
      "resource.rdsDbInstanceDetails.dbClusterIdentifier",
      "resource.rdsLimitlessDbDetails.dbClusterIdentifier"),
  RDS_ENGINE(
      73,
      STRING,
      OPTIONAL,
      REPEATED,
      "data",
      "The database engine.",
      "resource.rdsDbInstanceDetails.engine",
      "resource.rdsLimitlessDbDetails.engine"),
  RDS_DATABASE(
      74,
      STRING,
      OPTIONAL,
      REPEATED,
      "data",
      "The database that was logged in to.",
      "resource.rdsDbUserDetails.database"),
  RDS_USER(
      75,
      STRING,
      OPTIONAL,
      REPEATED,
      "data",
      "The database user.",
      chained(List.of("resource.rdsDbUserDetails.user"), each(LOGIN_ATTRIBUTES, "user"))),
  LAMBDA_FUNCTION(
      76,
      STRING,
      OPTIONAL,
      REPEATED,
      "data",
      "The Lambda function's name.",
      LAMBDA + "functionName"),
  LAMBDA_FUNCTION_ARN(
      77, STRING, OPTIONAL, REPEATED, "data", "The Lambda function's ARN.", LAMBDA + "functionArn"),
  LOGIN_FAILURES(
      78,
      BIGINT,
      OPTIONAL,
      REPEATED,
      "data",
      "How many logins failed, over all users.",
      each(LOGIN_ATTRIBUTES, "failedLoginAttempts")),
  LOGIN_SUCCESSES(
      79,
      BIGINT,
      OPTIONAL,
      REPEATED,
      "data",
      "How many logins succeeded, over all users.",
      each(LOGIN_ATTRIBUTES, "successfulLoginAttempts")),
  ACTION_TYPE(
      80,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The kind of action, such as AWS_API_CALL.",
      SERVICE + "action.actionType"),
  API_NAME(
      81, STRING, OPTIONAL, REPEATED, "action", "The AWS API that was called.", API_CALL + "api"),
  API_SERVICE(
      82,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The AWS service that was called.",
      API_CALL + "serviceName"),
  API_ERROR(
      83,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The error that the AWS call got.",
      API_CALL + "errorCode"),
  CALLER_TYPE(
      84,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The kind of caller, such as Remote IP.",
      API_CALL + "callerType"),
  USER_AGENT(
      85,
      STRING,
      OPTIONAL,
      TEXT,
      "action",
      "The caller's user agent, which the caller chooses.",
      API_CALL + "userAgent",
      K8S_CALL + "userAgent",
      "service.additionalInfo.userAgent.fullUserAgent"),
  REMOTE_ACCOUNT_ID(
      86,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The account that called.",
      API_CALL + "remoteAccountDetails.accountId"),
  DNS_DOMAIN(
      87,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The domain that was asked for.",
      DNS + "domain",
      DNS + "domainWithSuffix",
      API_CALL + "domainDetails.domain"),
  CONNECTION_DIRECTION(
      88,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "INBOUND, OUTBOUND or UNKNOWN.",
      NETWORK + "connectionDirection",
      ENDPOINT + "connection.direction"),
  PROTOCOL(
      89,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The protocol, as a name or a number.",
      NETWORK + "protocol",
      DNS + "protocol"),
  LOCAL_IP(
      90,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The local address.",
      each(
          List.of(NETWORK, PROBE_DETAIL),
          "localIpDetails.ipAddressV4",
          "localIpDetails.ipAddressV6")),
  REMOTE_COUNTRY_CODE(
      91,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote country's code.",
      remote("country.countryCode")),
  REMOTE_COUNTRY_NAME(
      92,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote country's name.",
      chained(remote("country.countryName"), List.of(ENDPOINT + "location.country"))),
  REMOTE_CITY(
      93,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote city.",
      chained(remote("city.cityName"), List.of(ENDPOINT + "location.city"))),
  REMOTE_ASN(
      94,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote autonomous system's number.",
      chained(remote("organization.asn"), List.of(ENDPOINT + "autonomousSystem.number"))),
  REMOTE_AS_ORG(
      95,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote autonomous system's organization.",
      chained(
          remote("organization.asnOrg"),
          List.of(ENDPOINT + "autonomousSystem.name"),
          remote("organization.org"))),
  REMOTE_ISP(
      96,
      STRING,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote internet provider.",
      remote("organization.isp")),
  LOCAL_PORT(
      97,
      INT,
      OPTIONAL,
      REPEATED,
      "action",
      "The local port; of several probed ones the first.",
      each(List.of(NETWORK, PROBE_DETAIL), "localPortDetails.port")),
  REMOTE_PORT(
      98,
      INT,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote port.",
      NETWORK + "remotePortDetails.port",
      ENDPOINT + "port"),
  REMOTE_LAT(
      99,
      DOUBLE,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote side's latitude.",
      chained(remote("geoLocation.lat"), List.of(ENDPOINT + "location.lat"))),
  REMOTE_LON(
      100,
      DOUBLE,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote side's longitude.",
      chained(remote("geoLocation.lon"), List.of(ENDPOINT + "location.lon"))),
  IS_BLOCKED(
      101,
      BOOLEAN,
      OPTIONAL,
      REPEATED,
      "action",
      "Whether the traffic was blocked.",
      NETWORK + "blocked",
      PROBE + "blocked",
      DNS + "blocked"),
  REMOTE_ACCOUNT_AFFILIATED(
      102,
      BOOLEAN,
      OPTIONAL,
      REPEATED,
      "action",
      "Whether the calling account is related to the finding's.",
      API_CALL + "remoteAccountDetails.affiliated"),
  REMOTE_IPS(
      103,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "action",
      "The remote addresses.",
      chained(
          remote("ipAddressV4", "ipAddressV6"), List.of(K8S_CALL + "sourceIPs", ENDPOINT + "ip"))),
  AFFECTED_RESOURCES(
      104,
      STRING_MAP,
      OPTIONAL,
      REPEATED,
      "action",
      "The resources that the AWS call named, by resource type.",
      API_CALL + "affectedResources"),
  THREAT_NAMES(
      105,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "threat",
      "The names of the threats.",
      THREAT_INTELLIGENCE + "threatNames",
      VOLUME_THREATS + "name",
      VOLUME_DETECTIONS + "highestSeverityThreatDetails.threatName",
      MALWARE_THREATS + "name",
      "service.additionalInfo.threatName"),
  THREAT_LISTS(
      106,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "threat",
      "The threat lists that matched.",
      THREAT_INTELLIGENCE + "threatListName",
      "service.additionalInfo.threatListName"),
  FILE_SHA256S(
      107,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "threat",
      "The hashes of malicious files.",
      THREAT_INTELLIGENCE + "threatFileSha256",
      BUCKET + "s3ObjectDetails.hash",
      VOLUME_THREATS + "filePaths.hash",
      MALWARE_THREATS + "hash",
      MALWARE_THREATS + "itemPaths.hash",
      MALWARE_THREATS + "itemDetails.hash"),
  MALWARE_FILE_PATHS(
      108,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "threat",
      "The paths of malicious files.",
      VOLUME_THREATS + "filePaths.filePath",
      MALWARE_THREATS + "itemPaths.nestedItemPath",
      MALWARE_THREATS + "itemDetails.itemPath",
      CONTEXT + "threatFilePath"),
  SCANNED_RESOURCE_ARNS(
      109,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "threat",
      "The volumes, snapshots, images, recovery points and objects that were scanned for malware.",
      "resource.ebsVolumeDetails.scannedVolumeDetails.volumeArn",
      "resource.ebsSnapshotDetails.snapshotArn",
      "resource.ec2ImageDetails.imageArn",
      "resource.recoveryPointDetails.recoveryPointArn",
      BUCKET + "s3ObjectDetails.objectArn",
      MALWARE_THREATS + "itemDetails.resourceArn"),
  ATTACK_TACTICS(
      110,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "threat",
      "The MITRE ATT&CK tactics of an attack sequence.",
      indicators("ATTACK_TACTIC")),
  ATTACK_TECHNIQUES(
      111,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "threat",
      "The MITRE ATT&CK techniques of an attack sequence.",
      indicators("ATTACK_TECHNIQUE")),
  SCAN_ID(
      112,
      STRING,
      OPTIONAL,
      REPEATED,
      "threat",
      "The malware scan.",
      VOLUME_SCAN + "scanId",
      MALWARE_SCAN + "scanId"),
  SCAN_TYPE(
      113,
      STRING,
      OPTIONAL,
      REPEATED,
      "threat",
      "What started the malware scan.",
      VOLUME_SCAN + "scanType",
      MALWARE_SCAN + "scanType"),
  TRIGGER_FINDING_ID(
      114,
      STRING,
      OPTIONAL,
      REPEATED,
      "threat",
      "The finding that started the malware scan.",
      VOLUME_SCAN + "triggerFindingId"),
  MALWARE_SEVERITY(
      115,
      STRING,
      OPTIONAL,
      REPEATED,
      "threat",
      "The severity of the worst malware found.",
      VOLUME_DETECTIONS + "highestSeverityThreatDetails.severity"),
  SEQUENCE_UID(116, STRING, OPTIONAL, REPEATED, "threat", "The attack sequence.", SEQUENCE + "uid"),
  SIGNAL_COUNT(
      117,
      INT,
      OPTIONAL,
      REPEATED,
      "threat",
      "How many signals the attack sequence lists.",
      "the number of service.detection.sequence.signals"),
  PROCESS_NAME(
      118,
      STRING,
      OPTIONAL,
      REPEATED,
      "process",
      "The process's name.",
      PROCESS + "name",
      ACTOR + "process.name"),
  PROCESS_PATH(
      119,
      STRING,
      OPTIONAL,
      REPEATED,
      "process",
      "The path of the process's executable.",
      PROCESS + "executablePath",
      ACTOR + "process.path"),
  PROCESS_SHA256(
      120,
      STRING,
      OPTIONAL,
      REPEATED,
      "process",
      "The hash of the process's executable.",
      PROCESS + "executableSha256",
      ACTOR + "process.sha256"),
  PROCESS_USER(
      121,
      STRING,
      OPTIONAL,
      REPEATED,
      "process",
      "The operating system user of the process.",
      PROCESS + "user"),
  PARENT_PROCESS_PATH(
      122,
      STRING,
      OPTIONAL,
      REPEATED,
      "process",
      "The path of the nearest ancestor that has one.",
      PROCESS + "lineage.executablePath"),
  TARGET_PROCESS_PATH(
      123,
      STRING,
      OPTIONAL,
      REPEATED,
      "process",
      "The path of the process that was acted on.",
      CONTEXT + "targetProcess.executablePath"),
  SCRIPT_PATH(
      124,
      STRING,
      OPTIONAL,
      REPEATED,
      "process",
      "The script that was run.",
      CONTEXT + "scriptPath"),
  TOOL_NAME(
      125,
      STRING,
      OPTIONAL,
      REPEATED,
      "process",
      "The tool that was recognised.",
      CONTEXT + "toolName"),
  COMMAND_LINE(
      126,
      STRING,
      OPTIONAL,
      TEXT,
      "process",
      "An example of the command line, which an attacker may have chosen.",
      CONTEXT + "commandLineExample"),
  PROCESS_PID(127, INT, OPTIONAL, REPEATED, "process", "The process's id.", PROCESS + "pid"),
  PROCESS_LINEAGE(
      128,
      STRING_LIST,
      OPTIONAL,
      REPEATED,
      "process",
      "The ancestors of the process, nearest first, each as its path or else its name.",
      PROCESS + "lineage.executablePath or name"),
  FINDING_JSON(
      129,
      UTF8,
      REQUIRED,
      TEXT,
      "whole",
      "The exact bytes of the exported line, without line ending and byte-order mark.",
      "the line"),
  SOURCE_URI(130, STRING, REQUIRED, DISTINCT, "origin", "The exported object.", "the object read"),
  SOURCE_LINE(
      131,
      INT,
      REQUIRED,
      REPEATED,
      "origin",
      "The line in the object, from 1.",
      "the position in the object"),
  EXPORTED_AT(
      132,
      TIMESTAMP,
      REQUIRED,
      DISTINCT,
      "origin",
      "When the object was last modified.",
      "the object's last-modified time"),
  INGESTED_AT(
      133,
      TIMESTAMP,
      REQUIRED,
      REPEATED,
      "origin",
      "When the line was read.",
      "the reader's clock");

  enum Presence {
    REQUIRED,
    OPTIONAL
  }

  private final int fieldId;
  private final String sqlName = name().toLowerCase(Locale.ROOT);
  private final ColumnType type;
  private final Presence presence;
  private final ColumnLayout layout;
  private final String group;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy of strings
  private final List<String> sources;

  FindingColumn(
      int fieldId,
      ColumnType type,
      Presence presence,
      ColumnLayout layout,
      String group,
      String meaning,
      String... sources) {
    this(fieldId, type, presence, layout, group, meaning, List.of(sources));
  }

  FindingColumn(
      int fieldId,
      ColumnType type,
      Presence presence,
      ColumnLayout layout,
      String group,
      String meaning,
      List<String> sources) {
    this.fieldId = fieldId;
    this.type = type;
    this.presence = presence;
    this.layout = layout;
    this.group = group;
    this.meaning = meaning;
    this.sources = List.copyOf(sources);
  }

  @Override
  public int fieldId() {
    return fieldId;
  }

  @Override
  public String sqlName() {
    return sqlName;
  }

  @Override
  public ColumnType type() {
    return type;
  }

  @Override
  public boolean required() {
    return presence == Presence.REQUIRED;
  }

  @Override
  public ColumnLayout layout() {
    return layout;
  }

  /** The columns it belongs with, for readers of the reference documentation. */
  public String group() {
    return group;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public List<String> sources() {
    return sources;
  }
}
