package io.guardlake.schemas.finding;

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
import static io.guardlake.schemas.finding.FindingPaths.K8S_BINDING;
import static io.guardlake.schemas.finding.FindingPaths.K8S_CALL;
import static io.guardlake.schemas.finding.FindingPaths.K8S_ROLE;
import static io.guardlake.schemas.finding.FindingPaths.K8S_USER_DETAILS;
import static io.guardlake.schemas.finding.FindingPaths.K8S_WORKLOAD_DETAILS;
import static io.guardlake.schemas.finding.FindingPaths.LAMBDA;
import static io.guardlake.schemas.finding.FindingPaths.LOGIN_ATTRIBUTES;
import static io.guardlake.schemas.finding.FindingPaths.MALWARE_SCAN;
import static io.guardlake.schemas.finding.FindingPaths.MALWARE_THREATS;
import static io.guardlake.schemas.finding.FindingPaths.NETWORK;
import static io.guardlake.schemas.finding.FindingPaths.NETWORK_INTERFACE;
import static io.guardlake.schemas.finding.FindingPaths.PROBE_DETAIL;
import static io.guardlake.schemas.finding.FindingPaths.PROCESS;
import static io.guardlake.schemas.finding.FindingPaths.SIGNAL;
import static io.guardlake.schemas.finding.FindingPaths.THREAT_INTELLIGENCE;
import static io.guardlake.schemas.finding.FindingPaths.VOLUME_SCAN;
import static io.guardlake.schemas.finding.FindingPaths.VOLUME_THREATS;
import static io.guardlake.schemas.finding.FindingPaths.additionalInfo;
import static io.guardlake.schemas.finding.FindingPaths.asset;
import static io.guardlake.schemas.finding.FindingPaths.chained;
import static io.guardlake.schemas.finding.FindingPaths.each;
import static io.guardlake.schemas.finding.FindingPaths.indicators;
import static io.guardlake.schemas.finding.FindingPaths.remote;

import java.util.List;

/** Where the pivots gather their values from: every block of a finding that can hold one. */
final class PivotPaths {
  static final List<String> IPS =
      chained(
          remote("ipAddressV4", "ipAddressV6"),
          List.of(
              K8S_CALL + "sourceIPs",
              NETWORK + "localIpDetails.ipAddressV4",
              NETWORK + "localIpDetails.ipAddressV6",
              PROBE_DETAIL + "localIpDetails.ipAddressV4",
              PROBE_DETAIL + "localIpDetails.ipAddressV6",
              NETWORK_INTERFACE + "publicIp",
              NETWORK_INTERFACE + "privateIpAddress",
              NETWORK_INTERFACE + "privateIpAddresses.privateIpAddress",
              NETWORK_INTERFACE + "ipv6Addresses",
              ENDPOINT + "ip",
              ASSET + "data.ec2NetworkInterface.publicIp",
              ASSET + "data.ec2NetworkInterface.privateIpAddresses.privateIpAddress",
              ASSET + "data.ec2NetworkInterface.ipv6Addresses"),
          additionalInfo("recentCredentials.ipAddressV4"),
          indicators("MALICIOUS_IP", "TOR_IP", "CRYPTOMINING_IP"));

  static final List<String> DOMAINS =
      chained(
          List.of(
              DNS + "domain",
              DNS + "domainWithSuffix",
              API_CALL + "domainDetails.domain",
              ENDPOINT + "domain",
              NETWORK_INTERFACE + "publicDnsName",
              NETWORK_INTERFACE + "privateDnsName",
              NETWORK_INTERFACE + "privateIpAddresses.privateDnsName",
              ASSET + "data.ec2NetworkInterface.privateIpAddresses.privateDnsName"),
          additionalInfo("domain"),
          indicators("MALICIOUS_DOMAIN", "CRYPTOMINING_DOMAIN"));

  static final List<String> HASHES =
      List.of(
          THREAT_INTELLIGENCE + "threatFileSha256",
          BUCKET + "s3ObjectDetails.hash",
          VOLUME_THREATS + "filePaths.hash",
          MALWARE_THREATS + "hash",
          MALWARE_THREATS + "itemPaths.hash",
          MALWARE_THREATS + "itemDetails.hash",
          PROCESS + "executableSha256",
          CONTEXT + "modifyingProcess.executableSha256",
          CONTEXT + "targetProcess.executableSha256",
          CONTEXT + "moduleSha256",
          ACTOR + "process.sha256");

  static final List<String> RESOURCES =
      chained(
          List.of(
              EC2_INSTANCE + "instanceId",
              EC2_INSTANCE + "imageId",
              EC2_INSTANCE + "iamInstanceProfile.arn",
              EC2_INSTANCE + "outpostArn",
              NETWORK_INTERFACE + "networkInterfaceId",
              NETWORK_INTERFACE + "vpcId",
              NETWORK_INTERFACE + "subnetId",
              NETWORK_INTERFACE + "securityGroups.groupId",
              NETWORK + "localNetworkInterface",
              BUCKET + "arn",
              BUCKET + "name",
              BUCKET + "defaultServerSideEncryption.kmsMasterKeyArn",
              BUCKET + "s3ObjectDetails.objectArn",
              BUCKET + "s3ObjectDetails.key",
              "resource.eksClusterDetails.arn",
              "resource.eksClusterDetails.name",
              "resource.eksClusterDetails.vpcId",
              K8S_WORKLOAD_DETAILS + "name",
              K8S_WORKLOAD_DETAILS + "uid",
              K8S_CALL + "resourceName",
              K8S_ROLE + "name",
              K8S_ROLE + "uid",
              K8S_BINDING + "name",
              K8S_BINDING + "uid",
              K8S_BINDING + "roleRefName",
              ECS + "arn",
              ECS + "name",
              ECS + "taskDetails.arn",
              ECS + "taskDetails.definitionArn",
              LAMBDA + "functionArn",
              LAMBDA + "functionName",
              LAMBDA + "vpcConfig.vpcId",
              LAMBDA + "vpcConfig.subnetIds",
              LAMBDA + "vpcConfig.securityGroups.groupId",
              "resource.rdsDbInstanceDetails.dbInstanceIdentifier",
              "resource.rdsDbInstanceDetails.dbInstanceArn",
              "resource.rdsDbInstanceDetails.dbiResourceId",
              "resource.rdsDbInstanceDetails.dbClusterIdentifier",
              "resource.rdsLimitlessDbDetails.dbShardGroupIdentifier",
              "resource.rdsLimitlessDbDetails.dbShardGroupResourceId",
              "resource.rdsLimitlessDbDetails.dbShardGroupArn",
              "resource.rdsLimitlessDbDetails.dbClusterIdentifier",
              "resource.ebsVolumeDetails.scannedVolumeDetails.volumeArn",
              "resource.ebsVolumeDetails.scannedVolumeDetails.snapshotArn",
              "resource.ebsVolumeDetails.scannedVolumeDetails.kmsKeyArn",
              "resource.ebsVolumeDetails.skippedVolumeDetails.volumeArn",
              "resource.ebsVolumeDetails.skippedVolumeDetails.snapshotArn",
              "resource.ebsVolumeDetails.skippedVolumeDetails.kmsKeyArn",
              "resource.ebsSnapshotDetails.snapshotArn",
              "resource.ec2ImageDetails.imageArn",
              "resource.recoveryPointDetails.recoveryPointArn",
              "resource.recoveryPointDetails.backupVaultName",
              "resource.bedrockGuardrailDetails.guardrailArn",
              "resource.bedrockGuardrailDetails.guardrails.arn",
              "resource.modelDetails.modelId",
              API_CALL + "affectedResources",
              VOLUME_THREATS + "filePaths.volumeArn",
              MALWARE_THREATS + "itemDetails.resourceArn",
              MALWARE_SCAN + "scanConfiguration.incrementalScanDetails.baselineResourceArn",
              ASSET + "uid",
              ASSET + "name",
              ASSET + "data.s3Bucket.s3ObjectUids",
              ASSET + "data.s3Bucket.encryptionKeyArn",
              ASSET + "data.s3Object.key",
              ASSET + "data.ec2Instance.ec2NetworkInterfaceUids",
              ASSET + "data.ec2Instance.outpostArn",
              ASSET + "data.ec2NetworkInterface.vpcId",
              ASSET + "data.ec2NetworkInterface.subNetId",
              ASSET + "data.ec2NetworkInterface.securityGroups.groupId",
              ASSET + "data.container.image",
              ASSET + "data.container.imageUid",
              ASSET + "data.ecsTask.taskDefinitionArn",
              ASSET + "data.eksCluster.arn",
              ASSET + "data.eksCluster.vpcId",
              SIGNAL + "resourceUids"),
          each(CONTAINERS, "id", "name", "image", "imageUid"),
          each(ASSET_PROFILES, "arn"),
          each(
              List.of(
                  ASSET + "data.eksCluster.",
                  ASSET + "data.ecsCluster.",
                  ASSET + "data.iamInstanceProfile.",
                  ASSET + "data.autoscalingAutoScalingGroup.",
                  ASSET + "data.ec2LaunchTemplate.",
                  ASSET + "data.ec2Vpc.",
                  ASSET + "data.ec2Image.",
                  ASSET + "data.cloudformationStack."),
              "ec2InstanceUids"),
          each(
              List.of(ASSET + "data.kubernetesWorkload.", ASSET + "data.ecsTask."),
              "containerUids"),
          additionalInfo("policyArn"));

  static final List<String> PRINCIPALS =
      chained(
          List.of(
              ACCESS_KEY + "accessKeyId",
              ACCESS_KEY + "principalId",
              ACCESS_KEY + "userName",
              EC2_INSTANCE + "iamInstanceProfile.arn",
              EC2_INSTANCE + "iamInstanceProfile.id",
              BUCKET + "owner.id",
              LAMBDA + "role",
              K8S_USER_DETAILS + "username",
              K8S_USER_DETAILS + "uid",
              K8S_USER_DETAILS + "sessionName",
              K8S_USER_DETAILS + "impersonatedUser.username",
              K8S_WORKLOAD_DETAILS + "serviceAccountName",
              "resource.rdsDbUserDetails.user",
              ACTOR + "user.name",
              ACTOR + "user.uid",
              ACTOR + "user.credentialUid",
              ACTOR + "session.uid",
              ACTOR + "session.issuer",
              ASSET + "data.accessKey.principalId",
              ASSET + "data.accessKey.userName",
              ASSET + "data.s3Bucket.ownerId",
              asset("uid", "ACCESS_KEY"),
              asset("uid", "IAM_INSTANCE_PROFILE"),
              PROCESS + "user",
              CONTEXT + "modifyingProcess.user",
              CONTEXT + "targetProcess.user"),
          each(ASSET_PROFILES, "arn", "id"),
          each(LOGIN_ATTRIBUTES, "user"),
          additionalInfo("recentCredentials.accessKeyId"),
          additionalInfo("recentCredentials.principalId"));

  static final List<String> FINDINGS =
      List.of(
          VOLUME_SCAN + "triggerFindingId",
          "associatedAttackSequenceArn",
          SIGNAL + "uid where type is FINDING");

  private PivotPaths() {}
}
