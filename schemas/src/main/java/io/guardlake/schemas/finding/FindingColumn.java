package io.guardlake.schemas.finding;

import static io.guardlake.schemas.finding.ColumnGroup.ACTION;
import static io.guardlake.schemas.finding.ColumnGroup.CONTAINER;
import static io.guardlake.schemas.finding.ColumnGroup.DATABASES;
import static io.guardlake.schemas.finding.ColumnGroup.IDENTITY;
import static io.guardlake.schemas.finding.ColumnGroup.KIND;
import static io.guardlake.schemas.finding.ColumnGroup.NETWORKING;
import static io.guardlake.schemas.finding.ColumnGroup.ORIGIN;
import static io.guardlake.schemas.finding.ColumnGroup.PIVOTS;
import static io.guardlake.schemas.finding.ColumnGroup.PRINCIPAL;
import static io.guardlake.schemas.finding.ColumnGroup.PROCESSES;
import static io.guardlake.schemas.finding.ColumnGroup.STORAGE;
import static io.guardlake.schemas.finding.ColumnGroup.THREAT;
import static io.guardlake.schemas.finding.ColumnGroup.TIME;
import static io.guardlake.schemas.finding.ColumnGroup.WHOLE;
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
import static io.guardlake.schemas.finding.FindingPaths.K8S_USER_DETAILS;
import static io.guardlake.schemas.finding.FindingPaths.K8S_WORKLOAD_DETAILS;
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
import static io.guardlake.schemas.finding.FindingPaths.additionalInfo;
import static io.guardlake.schemas.finding.FindingPaths.asset;
import static io.guardlake.schemas.finding.FindingPaths.chained;
import static io.guardlake.schemas.finding.FindingPaths.each;
import static io.guardlake.schemas.finding.FindingPaths.indicators;
import static io.guardlake.schemas.finding.FindingPaths.paths;
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
 * is built from the sources given here, and docs/reference/columns-by-source.md is made from them.
 *
 * <p>A source is a dotted path or one of the forms that {@link SourcePath} reads; any other is a
 * phrase for what does not come from the JSON. Sources stand in order of preference.
 *
 * <p>Field ids are part of every file written: never reuse or renumber one, add new columns at the
 * end with new ids.
 */
public enum FindingColumn implements TableColumn {
  ACCOUNT_ID(
      1,
      IDENTITY,
      STRING,
      REQUIRED,
      "The AWS account that the finding is about.",
      paths("accountId")),
  REGION(2, IDENTITY, STRING, REQUIRED, "The AWS region of the finding.", paths("region")),
  AWS_PARTITION(
      3,
      IDENTITY,
      STRING,
      "The AWS partition, such as aws or aws-cn.",
      paths("partition", "the second part of arn")),
  FINDING_ID(
      4,
      IDENTITY,
      STRING,
      REQUIRED,
      DISTINCT,
      "The finding's id, the same in all of its versions.",
      paths("id")),
  ARN(5, IDENTITY, STRING, DISTINCT, "The finding's ARN.", paths("arn")),
  DETECTOR_ID(
      6,
      IDENTITY,
      STRING,
      "The detector that made the finding.",
      paths("service.detectorId", "the detector in arn")),
  SCHEMA_VERSION(7, IDENTITY, STRING, "The version of the finding format.", paths("schemaVersion")),
  VERSION_HASH(
      8,
      IDENTITY,
      BIGINT,
      REQUIRED,
      DISTINCT,
      "Names this version of the finding: it differs whenever a byte of the line does.",
      paths("the first 8 bytes of the SHA-256 of finding_json, big-endian, signed")),
  FINDING_TYPE(9, KIND, STRING, REQUIRED, "The finding type in full.", paths("type")),
  THREAT_PURPOSE(
      10,
      KIND,
      STRING,
      "What the threat is after, such as Recon.",
      paths("the part of type before the colon")),
  RESOURCE_AFFECTED(
      11,
      KIND,
      STRING,
      "What kind of resource the type names, such as EC2.",
      paths("the part of type between the colon and the slash")),
  THREAT_FAMILY(
      12,
      KIND,
      STRING,
      "The threat family, such as C&CActivity.",
      paths("the part of type after the slash, up to a dot or exclamation mark")),
  DETECTION_MECHANISM(
      13,
      KIND,
      STRING,
      "How the threat was told, such as Custom.",
      paths("the part of type between the dot and the exclamation mark")),
  ARTIFACT(
      14,
      KIND,
      STRING,
      "The resource that the threat uses, such as DNS.",
      paths("the part of type after the exclamation mark")),
  TITLE(
      15,
      KIND,
      STRING,
      TEXT,
      "One line about the finding; it quotes names an attacker may have chosen.",
      paths("title")),
  DESCRIPTION(
      16,
      KIND,
      STRING,
      TEXT,
      "What was found, in sentences; it quotes names an attacker may have chosen.",
      paths("description")),
  FEATURE_NAME(
      17,
      KIND,
      STRING,
      "The GuardDuty feature that made the finding.",
      paths(SERVICE + "featureName")),
  ASSOCIATED_ATTACK_SEQUENCE_ARN(
      18,
      KIND,
      STRING,
      "The attack sequence finding that this finding is a part of.",
      paths("associatedAttackSequenceArn")),
  SEVERITY(
      19,
      KIND,
      STRING,
      REQUIRED,
      "The band: LOW below 4, MEDIUM below 7, HIGH below 9, else CRITICAL.",
      paths("the band of severity_score")),
  SEVERITY_SCORE(20, KIND, DOUBLE, REQUIRED, "The severity as a number.", paths("severity")),
  CONFIDENCE(21, KIND, DOUBLE, "How sure GuardDuty is of the finding.", paths("confidence")),
  IS_SAMPLE(
      22,
      KIND,
      BOOLEAN,
      "Whether it is a generated sample; false where the finding does not say.",
      additionalInfo("sample")),
  IS_ARCHIVED(
      23,
      KIND,
      BOOLEAN,
      "Whether the finding was archived when it was exported.",
      paths(SERVICE + "archived")),
  CREATED_AT(24, TIME, TIMESTAMP, DISTINCT, "When the finding was made.", paths("createdAt")),
  UPDATED_AT(
      25,
      TIME,
      TIMESTAMP,
      REQUIRED,
      DISTINCT,
      "When this version of the finding was made.",
      paths("updatedAt")),
  FIRST_SEEN_AT(
      26,
      TIME,
      TIMESTAMP,
      DISTINCT,
      "When the activity was first seen.",
      paths(SERVICE + "eventFirstSeen")),
  LAST_SEEN_AT(
      27,
      TIME,
      TIMESTAMP,
      DISTINCT,
      "When the activity was last seen.",
      paths(SERVICE + "eventLastSeen")),
  OCCURRENCES(28, TIME, BIGINT, "How often the activity was seen.", paths(SERVICE + "count")),
  ALL_IPS(
      29,
      PIVOTS,
      STRING_LIST,
      "Every address in the finding, in lower case, sorted.",
      PivotPaths.IPS),
  ALL_DOMAINS(
      30,
      PIVOTS,
      STRING_LIST,
      "Every domain in the finding, in lower case, sorted.",
      PivotPaths.DOMAINS),
  ALL_HASHES(
      31,
      PIVOTS,
      STRING_LIST,
      "Every file hash in the finding, in lower case, sorted.",
      PivotPaths.HASHES),
  RESOURCE_IDS(
      32,
      PIVOTS,
      STRING_LIST,
      "The id, name and ARN of every resource in the finding, sorted; of an EC2 ARN the id in it too.",
      PivotPaths.RESOURCES),
  PRINCIPAL_IDS(
      33,
      PIVOTS,
      STRING_LIST,
      "The id, name, key and session of every principal in the finding, sorted.",
      PivotPaths.PRINCIPALS),
  RELATED_FINDING_IDS(
      34,
      PIVOTS,
      STRING_LIST,
      "The ids of other findings that this one names, sorted; of an ARN, its last part.",
      PivotPaths.FINDINGS),
  RESOURCE_TYPE(
      35,
      NETWORKING,
      STRING,
      "The kind of resource, such as Instance.",
      paths(RESOURCE + "resourceType")),
  RESOURCE_ROLE(
      36,
      NETWORKING,
      STRING,
      "Whether the resource was the TARGET or the ACTOR.",
      paths(SERVICE + "resourceRole")),
  INSTANCE_ID(
      37,
      NETWORKING,
      STRING,
      "The EC2 instance; of an attack sequence its first.",
      paths(EC2_INSTANCE + "instanceId", asset("uid", "EC2_INSTANCE"))),
  INSTANCE_TYPE(
      38,
      NETWORKING,
      STRING,
      "The instance's type.",
      paths(EC2_INSTANCE + "instanceType", ASSET + "data.ec2Instance.instanceType")),
  INSTANCE_PROFILE_ARN(
      39,
      NETWORKING,
      STRING,
      "The instance's IAM profile.",
      chained(
          paths(EC2_INSTANCE + "iamInstanceProfile.arn"),
          each(ASSET_PROFILES, "arn"),
          paths(asset("uid", "IAM_INSTANCE_PROFILE")))),
  AMI_ID(
      40,
      NETWORKING,
      STRING,
      "The image: the one that the instance runs, or the one that was scanned.",
      paths(
          EC2_INSTANCE + "imageId",
          "resource.ec2ImageDetails.imageArn",
          asset("uid", "EC2_IMAGE"))),
  VPC_ID(
      41,
      NETWORKING,
      STRING,
      "The VPC of the resource.",
      paths(
          NETWORK_INTERFACE + "vpcId",
          "resource.eksClusterDetails.vpcId",
          LAMBDA + "vpcConfig.vpcId",
          ASSET + "data.ec2NetworkInterface.vpcId",
          ASSET + "data.eksCluster.vpcId",
          asset("uid", "EC2_VPC"))),
  SUBNET_ID(
      42,
      NETWORKING,
      STRING,
      "The first subnet of the resource.",
      paths(
          NETWORK_INTERFACE + "subnetId",
          LAMBDA + "vpcConfig.subnetIds",
          ASSET + "data.ec2NetworkInterface.subNetId")),
  NETWORK_INTERFACE_ID(
      43,
      NETWORKING,
      STRING,
      "The network interface that took part, else the instance's first.",
      paths(
          NETWORK + "localNetworkInterface",
          NETWORK_INTERFACE + "networkInterfaceId",
          asset("uid", "EC2_NETWORK_INTERFACE"))),
  RESOURCE_PRIVATE_IPS(
      44,
      NETWORKING,
      STRING_LIST,
      "The resource's private and IPv6 addresses.",
      paths(
          NETWORK_INTERFACE + "privateIpAddress",
          NETWORK_INTERFACE + "privateIpAddresses.privateIpAddress",
          NETWORK_INTERFACE + "ipv6Addresses",
          ASSET + "data.ec2NetworkInterface.privateIpAddresses.privateIpAddress",
          ASSET + "data.ec2NetworkInterface.ipv6Addresses")),
  RESOURCE_PUBLIC_IPS(
      45,
      NETWORKING,
      STRING_LIST,
      "The resource's public addresses.",
      paths(NETWORK_INTERFACE + "publicIp", ASSET + "data.ec2NetworkInterface.publicIp")),
  SECURITY_GROUPS(
      46,
      NETWORKING,
      STRING_LIST,
      "The ids of the resource's security groups.",
      paths(
          NETWORK_INTERFACE + "securityGroups.groupId",
          LAMBDA + "vpcConfig.securityGroups.groupId",
          ASSET + "data.ec2NetworkInterface.securityGroups.groupId")),
  RESOURCE_TAGS(
      47,
      NETWORKING,
      STRING_MAP,
      "The tags of the finding's resources; where two resources share a key, the tag of the earlier source.",
      paths(
          EC2_INSTANCE + "tags",
          BUCKET + "tags",
          "resource.eksClusterDetails.tags",
          ECS + "taskDetails.tags",
          ECS + "tags",
          LAMBDA + "tags",
          "resource.rdsDbInstanceDetails.tags",
          "resource.rdsLimitlessDbDetails.tags",
          ASSET + "tags")),
  ACCESS_KEY_ID(
      48,
      PRINCIPAL,
      STRING,
      "The access key that was used.",
      paths(ACCESS_KEY + "accessKeyId", ACTOR + "user.credentialUid", asset("uid", "ACCESS_KEY"))),
  PRINCIPAL_ID(
      49,
      PRINCIPAL,
      STRING,
      "The principal's unique id.",
      paths(ACCESS_KEY + "principalId", ACTOR + "user.uid", ASSET + "data.accessKey.principalId")),
  USER_NAME(
      50,
      PRINCIPAL,
      STRING,
      "The user or role name.",
      paths(ACCESS_KEY + "userName", ACTOR + "user.name", ASSET + "data.accessKey.userName")),
  USER_TYPE(
      51,
      PRINCIPAL,
      STRING,
      "The kind of user, such as IAMUser.",
      paths(ACCESS_KEY + "userType", ACTOR + "user.type", ASSET + "data.accessKey.userType")),
  BUCKET_NAMES(
      52,
      STORAGE,
      STRING_LIST,
      "The names of the S3 buckets.",
      paths(
          BUCKET + "name",
          API_CALL + "affectedResources.AWS::S3::Bucket",
          asset("name", "S3_BUCKET"))),
  OBJECT_KEYS(
      53,
      STORAGE,
      STRING_LIST,
      "The keys of the S3 objects.",
      paths(BUCKET + "s3ObjectDetails.key", ASSET + "data.s3Object.key")),
  S3_OBJECT_VERSIONS(
      54,
      STORAGE,
      STRING_LIST,
      "The version ids of the S3 objects.",
      paths(
          BUCKET + "s3ObjectDetails.versionId",
          MALWARE_THREATS + "itemDetails.additionalInfo.versionId",
          ASSET + "data.s3Object.versionId")),
  EKS_CLUSTER(
      55,
      CONTAINER,
      STRING,
      "The EKS cluster's name.",
      paths("resource.eksClusterDetails.name", asset("name", "EKS_CLUSTER"))),
  K8S_NAMESPACE(
      56,
      CONTAINER,
      STRING,
      "The Kubernetes namespace.",
      paths(
          K8S_WORKLOAD_DETAILS + "namespace",
          K8S_CALL + "namespace",
          K8S_CHECK + "namespace",
          ASSET + "data.kubernetesWorkload.namespace")),
  K8S_WORKLOAD(
      57,
      CONTAINER,
      STRING,
      "The Kubernetes workload's name.",
      paths(K8S_WORKLOAD_DETAILS + "name", asset("name", "KUBERNETES_WORKLOAD"))),
  K8S_WORKLOAD_TYPE(
      58,
      CONTAINER,
      STRING,
      "The Kubernetes workload's kind.",
      paths(K8S_WORKLOAD_DETAILS + "type", ASSET + "data.kubernetesWorkload.type")),
  K8S_USER(59, CONTAINER, STRING, "The Kubernetes user.", paths(K8S_USER_DETAILS + "username")),
  K8S_SERVICE_ACCOUNT(
      60,
      CONTAINER,
      STRING,
      "The workload's service account.",
      paths(K8S_WORKLOAD_DETAILS + "serviceAccountName")),
  K8S_VERB(
      61,
      CONTAINER,
      STRING,
      "The verb of the Kubernetes call.",
      paths(K8S_CALL + "verb", K8S_CHECK + "verb")),
  K8S_RESOURCE(
      62,
      CONTAINER,
      STRING,
      "The kind of Kubernetes resource that was called.",
      paths(K8S_CALL + "resource", K8S_CHECK + "resource")),
  K8S_REQUEST_URI(
      63, CONTAINER, STRING, "The path of the Kubernetes call.", paths(K8S_CALL + "requestUri")),
  ECS_CLUSTER(
      64,
      CONTAINER,
      STRING,
      "The ECS cluster's name.",
      paths(ECS + "name", asset("name", "ECS_CLUSTER"))),
  ECS_TASK_ARN(
      65,
      CONTAINER,
      STRING,
      "The ECS task.",
      paths(ECS + "taskDetails.arn", asset("uid", "ECS_TASK"))),
  CONTAINER_ID(
      66,
      CONTAINER,
      STRING,
      "The first container.",
      chained(each(CONTAINERS, "id"), paths(asset("uid", "CONTAINER")))),
  CONTAINER_IMAGE(
      67,
      CONTAINER,
      STRING,
      "The container's image.",
      chained(each(CONTAINERS, "image"), paths(ASSET + "data.container.image"))),
  K8S_GROUPS(
      68,
      CONTAINER,
      STRING_LIST,
      "The groups of the Kubernetes user, and of the user it impersonates.",
      paths(K8S_USER_DETAILS + "groups", K8S_USER_DETAILS + "impersonatedUser.groups")),
  K8S_STATUS_CODE(
      69,
      CONTAINER,
      INT,
      "The HTTP status of the Kubernetes call.",
      paths(K8S_CALL + "statusCode")),
  CONTAINER_PRIVILEGED(
      70,
      CONTAINER,
      BOOLEAN,
      "Whether any container of the finding runs privileged.",
      each(CONTAINERS, "securityContext.privileged")),
  RDS_INSTANCE(
      71,
      DATABASES,
      STRING,
      "The database instance, or the shard group of a limitless database.",
      paths(
          "resource.rdsDbInstanceDetails.dbInstanceIdentifier",
          "resource.rdsLimitlessDbDetails.dbShardGroupIdentifier")),
  RDS_CLUSTER(
      72,
      DATABASES,
      STRING,
      "The database cluster.",
      paths(
          "resource.rdsDbInstanceDetails.dbClusterIdentifier",
          "resource.rdsLimitlessDbDetails.dbClusterIdentifier")),
  RDS_ENGINE(
      73,
      DATABASES,
      STRING,
      "The database engine.",
      paths("resource.rdsDbInstanceDetails.engine", "resource.rdsLimitlessDbDetails.engine")),
  RDS_DATABASE(
      74,
      DATABASES,
      STRING,
      "The database that was logged in to.",
      paths("resource.rdsDbUserDetails.database")),
  RDS_USER(
      75,
      DATABASES,
      STRING,
      "The database user.",
      chained(paths("resource.rdsDbUserDetails.user"), each(LOGIN_ATTRIBUTES, "user"))),
  LAMBDA_FUNCTION(
      76, DATABASES, STRING, "The Lambda function's name.", paths(LAMBDA + "functionName")),
  LAMBDA_FUNCTION_ARN(
      77, DATABASES, STRING, "The Lambda function's ARN.", paths(LAMBDA + "functionArn")),
  LOGIN_FAILURES(
      78,
      DATABASES,
      BIGINT,
      "How many logins failed, over all users.",
      each(LOGIN_ATTRIBUTES, "failedLoginAttempts")),
  LOGIN_SUCCESSES(
      79,
      DATABASES,
      BIGINT,
      "How many logins succeeded, over all users.",
      each(LOGIN_ATTRIBUTES, "successfulLoginAttempts")),
  ACTION_TYPE(
      80,
      ACTION,
      STRING,
      "The kind of action, such as AWS_API_CALL.",
      paths(SERVICE + "action.actionType")),
  API_NAME(81, ACTION, STRING, "The AWS API that was called.", paths(API_CALL + "api")),
  API_SERVICE(
      82, ACTION, STRING, "The AWS service that was called.", paths(API_CALL + "serviceName")),
  API_ERROR(83, ACTION, STRING, "The error that the AWS call got.", paths(API_CALL + "errorCode")),
  CALLER_TYPE(
      84, ACTION, STRING, "The kind of caller, such as Remote IP.", paths(API_CALL + "callerType")),
  USER_AGENT(
      85,
      ACTION,
      STRING,
      TEXT,
      "The caller's user agent, which the caller chooses.",
      chained(
          paths(API_CALL + "userAgent", K8S_CALL + "userAgent"),
          additionalInfo("userAgent.fullUserAgent"))),
  REMOTE_ACCOUNT_ID(
      86,
      ACTION,
      STRING,
      "The account that called.",
      paths(API_CALL + "remoteAccountDetails.accountId")),
  DNS_DOMAIN(
      87,
      ACTION,
      STRING,
      "The domain that was asked for, or that called.",
      chained(
          paths(DNS + "domain", DNS + "domainWithSuffix", API_CALL + "domainDetails.domain"),
          additionalInfo("domain"))),
  CONNECTION_DIRECTION(
      88,
      ACTION,
      STRING,
      "INBOUND, OUTBOUND or UNKNOWN.",
      paths(NETWORK + "connectionDirection", ENDPOINT + "connection.direction")),
  PROTOCOL(
      89,
      ACTION,
      STRING,
      "The protocol, as a name or as a number in digits.",
      chained(
          paths(NETWORK + "protocol", DNS + "protocol", CONTEXT + "ianaProtocolNumber"),
          additionalInfo("unusualProtocol"))),
  LOCAL_IP(
      90,
      ACTION,
      STRING,
      "The local address.",
      each(
          List.of(NETWORK, PROBE_DETAIL),
          "localIpDetails.ipAddressV4",
          "localIpDetails.ipAddressV6")),
  REMOTE_COUNTRY_CODE(
      91, ACTION, STRING, "The remote country's code.", remote("country.countryCode")),
  REMOTE_COUNTRY_NAME(
      92,
      ACTION,
      STRING,
      "The remote country's name.",
      chained(remote("country.countryName"), paths(ENDPOINT + "location.country"))),
  REMOTE_CITY(
      93,
      ACTION,
      STRING,
      "The remote city.",
      chained(remote("city.cityName"), paths(ENDPOINT + "location.city"))),
  REMOTE_ASN(
      94,
      ACTION,
      STRING,
      "The remote autonomous system's number.",
      chained(remote("organization.asn"), paths(ENDPOINT + "autonomousSystem.number"))),
  REMOTE_AS_ORG(
      95,
      ACTION,
      STRING,
      "The remote autonomous system's organization.",
      chained(
          remote("organization.asnOrg"),
          paths(ENDPOINT + "autonomousSystem.name"),
          remote("organization.org"))),
  REMOTE_ISP(96, ACTION, STRING, "The remote internet provider.", remote("organization.isp")),
  LOCAL_PORT(
      97,
      ACTION,
      INT,
      "The local port; of several probed ones the first.",
      chained(
          each(List.of(NETWORK, PROBE_DETAIL), "localPortDetails.port"),
          additionalInfo("localPort"))),
  REMOTE_PORT(
      98,
      ACTION,
      INT,
      "The remote port.",
      paths(NETWORK + "remotePortDetails.port", ENDPOINT + "port")),
  REMOTE_LAT(
      99,
      ACTION,
      DOUBLE,
      "The remote side's latitude.",
      chained(remote("geoLocation.lat"), paths(ENDPOINT + "location.lat"))),
  REMOTE_LON(
      100,
      ACTION,
      DOUBLE,
      "The remote side's longitude.",
      chained(remote("geoLocation.lon"), paths(ENDPOINT + "location.lon"))),
  IS_BLOCKED(
      101,
      ACTION,
      BOOLEAN,
      "Whether the traffic was blocked.",
      paths(NETWORK + "blocked", PROBE + "blocked", DNS + "blocked")),
  REMOTE_ACCOUNT_AFFILIATED(
      102,
      ACTION,
      BOOLEAN,
      "Whether the calling account is related to the finding's.",
      paths(API_CALL + "remoteAccountDetails.affiliated")),
  REMOTE_IPS(
      103,
      ACTION,
      STRING_LIST,
      "The remote addresses.",
      chained(
          remote("ipAddressV4", "ipAddressV6"), paths(K8S_CALL + "sourceIPs", ENDPOINT + "ip"))),
  AFFECTED_RESOURCES(
      104,
      ACTION,
      STRING_MAP,
      "The resources that the AWS call named, by resource type.",
      paths(API_CALL + "affectedResources")),
  THREAT_NAMES(
      105,
      THREAT,
      STRING_LIST,
      "The names of the threats.",
      chained(
          paths(
              THREAT_INTELLIGENCE + "threatNames",
              VOLUME_THREATS + "name",
              VOLUME_DETECTIONS + "highestSeverityThreatDetails.threatName",
              MALWARE_THREATS + "name"),
          additionalInfo("threatName"))),
  THREAT_LISTS(
      106,
      THREAT,
      STRING_LIST,
      "The threat lists that matched.",
      chained(paths(THREAT_INTELLIGENCE + "threatListName"), additionalInfo("threatListName"))),
  FILE_SHA256S(
      107,
      THREAT,
      STRING_LIST,
      "The hashes of malicious files.",
      paths(
          THREAT_INTELLIGENCE + "threatFileSha256",
          BUCKET + "s3ObjectDetails.hash",
          VOLUME_THREATS + "filePaths.hash",
          MALWARE_THREATS + "hash",
          MALWARE_THREATS + "itemPaths.hash",
          MALWARE_THREATS + "itemDetails.hash")),
  MALWARE_FILE_PATHS(
      108,
      THREAT,
      STRING_LIST,
      "The paths of malicious files, or their names where no path is given.",
      chained(
          paths(
              VOLUME_THREATS + "filePaths.filePath or fileName",
              MALWARE_THREATS + "itemPaths.nestedItemPath",
              MALWARE_THREATS + "itemDetails.itemPath",
              CONTEXT + "threatFilePath"),
          indicators("MALICIOUS_FILE"))),
  SCANNED_RESOURCE_ARNS(
      109,
      THREAT,
      STRING_LIST,
      "The volumes, snapshots, images, recovery points and objects that were scanned for malware.",
      paths(
          "resource.ebsVolumeDetails.scannedVolumeDetails.volumeArn",
          "resource.ebsSnapshotDetails.snapshotArn",
          "resource.ec2ImageDetails.imageArn",
          "resource.recoveryPointDetails.recoveryPointArn",
          BUCKET + "s3ObjectDetails.objectArn",
          MALWARE_THREATS + "itemDetails.resourceArn")),
  ATTACK_TACTICS(
      110,
      THREAT,
      STRING_LIST,
      "The MITRE ATT&CK tactics of an attack sequence.",
      indicators("ATTACK_TACTIC")),
  ATTACK_TECHNIQUES(
      111,
      THREAT,
      STRING_LIST,
      "The MITRE ATT&CK techniques of an attack sequence.",
      indicators("ATTACK_TECHNIQUE")),
  SCAN_ID(
      112,
      THREAT,
      STRING,
      "The malware scan.",
      paths(VOLUME_SCAN + "scanId", MALWARE_SCAN + "scanId")),
  SCAN_TYPE(
      113,
      THREAT,
      STRING,
      "What started the malware scan.",
      paths(VOLUME_SCAN + "scanType", MALWARE_SCAN + "scanType")),
  TRIGGER_FINDING_ID(
      114,
      THREAT,
      STRING,
      "The finding that started the malware scan.",
      paths(VOLUME_SCAN + "triggerFindingId")),
  MALWARE_SEVERITY(
      115,
      THREAT,
      STRING,
      "The severity of the worst malware found.",
      paths(VOLUME_DETECTIONS + "highestSeverityThreatDetails.severity")),
  SEQUENCE_UID(116, THREAT, STRING, "The attack sequence.", paths(SEQUENCE + "uid")),
  SIGNAL_COUNT(
      117,
      THREAT,
      INT,
      "How many signals the attack sequence lists.",
      paths("the number of service.detection.sequence.signals")),
  PROCESS_NAME(
      118,
      PROCESSES,
      STRING,
      "The process's name.",
      paths(PROCESS + "name", ACTOR + "process.name")),
  PROCESS_PATH(
      119,
      PROCESSES,
      STRING,
      "The path of the process's executable.",
      paths(PROCESS + "executablePath", ACTOR + "process.path")),
  PROCESS_SHA256(
      120,
      PROCESSES,
      STRING,
      "The hash of the process's executable.",
      paths(PROCESS + "executableSha256", ACTOR + "process.sha256")),
  PROCESS_USER(
      121, PROCESSES, STRING, "The operating system user of the process.", paths(PROCESS + "user")),
  PARENT_PROCESS_PATH(
      122,
      PROCESSES,
      STRING,
      "The path of the nearest ancestor that has one.",
      paths(PROCESS + "lineage.executablePath")),
  TARGET_PROCESS_PATH(
      123,
      PROCESSES,
      STRING,
      "The path of the process that was acted on.",
      paths(CONTEXT + "targetProcess.executablePath")),
  SCRIPT_PATH(124, PROCESSES, STRING, "The script that was run.", paths(CONTEXT + "scriptPath")),
  TOOL_NAME(125, PROCESSES, STRING, "The tool that was recognised.", paths(CONTEXT + "toolName")),
  COMMAND_LINE(
      126,
      PROCESSES,
      STRING,
      TEXT,
      "An example of the command line, which an attacker may have chosen.",
      paths(CONTEXT + "commandLineExample")),
  PROCESS_PID(127, PROCESSES, INT, "The process's id.", paths(PROCESS + "pid")),
  PROCESS_LINEAGE(
      128,
      PROCESSES,
      STRING_LIST,
      "The ancestors of the process, nearest first, each as its path or else its name.",
      paths(PROCESS + "lineage.executablePath or name")),
  FINDING_JSON(
      129,
      WHOLE,
      UTF8,
      REQUIRED,
      TEXT,
      "The exact bytes of the exported line, without line ending and byte-order mark.",
      paths("the line")),
  SOURCE_URI(
      130, ORIGIN, STRING, REQUIRED, DISTINCT, "The exported object.", paths("the object read")),
  SOURCE_LINE(
      131,
      ORIGIN,
      INT,
      REQUIRED,
      "The line in the object, from 1.",
      paths("the position in the object")),
  EXPORTED_AT(
      132,
      ORIGIN,
      TIMESTAMP,
      REQUIRED,
      DISTINCT,
      "When the object was last modified.",
      paths("the object's last-modified time")),
  INGESTED_AT(
      133, ORIGIN, TIMESTAMP, REQUIRED, "When the line was read.", paths("the reader's clock"));

  enum Presence {
    REQUIRED,
    OPTIONAL
  }

  private final int fieldId;
  private final ColumnGroup group;
  private final String sqlName = name().toLowerCase(Locale.ROOT);
  private final ColumnType type;
  private final Presence presence;
  private final ColumnLayout layout;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy of strings
  private final List<String> sources;

  FindingColumn(
      int fieldId, ColumnGroup group, ColumnType type, String meaning, List<String> sources) {
    this(fieldId, group, type, OPTIONAL, REPEATED, meaning, sources);
  }

  FindingColumn(
      int fieldId,
      ColumnGroup group,
      ColumnType type,
      Presence presence,
      String meaning,
      List<String> sources) {
    this(fieldId, group, type, presence, REPEATED, meaning, sources);
  }

  FindingColumn(
      int fieldId,
      ColumnGroup group,
      ColumnType type,
      ColumnLayout layout,
      String meaning,
      List<String> sources) {
    this(fieldId, group, type, OPTIONAL, layout, meaning, sources);
  }

  FindingColumn(
      int fieldId,
      ColumnGroup group,
      ColumnType type,
      Presence presence,
      ColumnLayout layout,
      String meaning,
      List<String> sources) {
    this.fieldId = fieldId;
    this.group = group;
    this.type = type;
    this.presence = presence;
    this.layout = layout;
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
  public ColumnGroup group() {
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
