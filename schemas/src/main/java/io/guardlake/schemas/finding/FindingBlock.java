package io.guardlake.schemas.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Parts of a finding that only some findings have. Which ones is from the GuardDuty user guide's
 * finding types and from real exports; several resource blocks may stand side by side.
 */
enum FindingBlock {
  ACCESS_KEY("resource.accessKeyDetails", resource("AccessKey", "S3Bucket", "S3Object")),
  BUCKET("resource.s3BucketDetails", resource("S3Bucket", "S3Object")),
  INSTANCE(
      "resource.instanceDetails",
      resource("Instance", "AccessKey", "Container", "EKSCluster", "ECSCluster", "S3Bucket")),
  EKS("resource.eksClusterDetails", resource("EKSCluster", "KubernetesCluster", "Container")),
  KUBERNETES(
      "resource.kubernetesDetails", resource("EKSCluster", "KubernetesCluster", "Container")),
  ECS("resource.ecsClusterDetails", resource("ECSCluster", "Container")),
  CONTAINER("resource.containerDetails", resource("Container", "ECSCluster", "EKSCluster")),
  LAMBDA("resource.lambdaDetails", resource("Lambda")),
  DATABASE("resource.rdsDbInstanceDetails", resource("RDSDBInstance")),
  LIMITLESS_DATABASE("resource.rdsLimitlessDbDetails", resource("RDSLimitlessDB")),
  DATABASE_USER("resource.rdsDbUserDetails", resource("RDSDBInstance", "RDSLimitlessDB")),
  VOLUMES(
      "resource.ebsVolumeDetails", resource("Instance", "Container", "EKSCluster", "ECSCluster")),
  SNAPSHOT("resource.ebsSnapshotDetails", List.of("EBS snapshots")),
  IMAGE("resource.ec2ImageDetails", List.of("EC2 images")),
  RECOVERY_POINT("resource.recoveryPointDetails", List.of("AWS Backup recovery points")),
  GUARDRAIL("resource.bedrockGuardrailDetails", List.of("Bedrock guardrails")),
  MODEL("resource.modelDetails", List.of("Bedrock models")),
  NETWORK_CONNECTION("service.action.networkConnectionAction", action("NETWORK_CONNECTION")),
  API_CALL("service.action.awsApiCallAction", action("AWS_API_CALL")),
  DNS_REQUEST("service.action.dnsRequestAction", action("DNS_REQUEST")),
  PORT_PROBE("service.action.portProbeAction", action("PORT_PROBE")),
  KUBERNETES_CALL("service.action.kubernetesApiCallAction", action("KUBERNETES_API_CALL")),
  KUBERNETES_CHECK(
      "service.action.kubernetesPermissionCheckedDetails", action("KUBERNETES_API_CALL")),
  KUBERNETES_ROLE("service.action.kubernetesRoleDetails", action("KUBERNETES_API_CALL")),
  KUBERNETES_BINDING("service.action.kubernetesRoleBindingDetails", action("KUBERNETES_API_CALL")),
  DATABASE_LOGIN("service.action.rdsLoginAttemptAction", action("RDS_LOGIN_ATTEMPT")),
  ADDITIONAL_INFO("service.additionalInfo", List.of("findings with additionalInfo")),
  EVIDENCE("service.evidence", List.of("threat intelligence")),
  VOLUME_SCAN("service.ebsVolumeScanDetails", List.of("malware scans of EBS volumes")),
  MALWARE_SCAN(
      "service.malwareScanDetails",
      List.of("malware scans of S3 objects, snapshots, images and recovery points")),
  RUNTIME("service.runtimeDetails", List.of("Runtime Monitoring")),
  SEQUENCE("service.detection.sequence", resource("AttackSequence"));

  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of strings
  private final List<String> findings;

  FindingBlock(String path, List<String> findings) {
    this.path = path;
    this.findings = findings;
  }

  /** The block that a path is in, or nothing if every finding may have it. */
  static Optional<FindingBlock> of(String path) {
    return Arrays.stream(values()).filter(block -> path.startsWith(block.path + ".")).findFirst();
  }

  /** The path of the block. */
  String path() {
    return path;
  }

  /** Which findings have the block, each as a phrase. */
  List<String> findings() {
    return findings;
  }

  private static List<String> resource(String... types) {
    return Arrays.stream(types).map(type -> "resource " + type).toList();
  }

  private static List<String> action(String type) {
    return List.of("action " + type);
  }
}
