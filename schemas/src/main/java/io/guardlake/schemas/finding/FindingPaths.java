package io.guardlake.schemas.finding;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths in a finding's JSON that several columns take their values from. Names are those of the
 * {@code Finding} shape in AWS's service model for GuardDuty; arrays are passed through without a
 * position.
 */
final class FindingPaths {
  static final String RESOURCE = "resource.";
  static final String EC2_INSTANCE = "resource.instanceDetails.";
  static final String NETWORK_INTERFACE = "resource.instanceDetails.networkInterfaces.";
  static final String ACCESS_KEY = "resource.accessKeyDetails.";
  static final String BUCKET = "resource.s3BucketDetails.";
  static final String K8S_USER_DETAILS = "resource.kubernetesDetails.kubernetesUserDetails.";
  static final String K8S_WORKLOAD_DETAILS =
      "resource.kubernetesDetails.kubernetesWorkloadDetails.";
  static final String ECS = "resource.ecsClusterDetails.";
  static final String LAMBDA = "resource.lambdaDetails.";
  static final String SERVICE = "service.";
  static final String ADDITIONAL_INFO = "service.additionalInfo.";
  static final String NETWORK = "service.action.networkConnectionAction.";
  static final String API_CALL = "service.action.awsApiCallAction.";
  static final String DNS = "service.action.dnsRequestAction.";
  static final String PROBE = "service.action.portProbeAction.";
  static final String PROBE_DETAIL = "service.action.portProbeAction.portProbeDetails.";
  static final String K8S_CALL = "service.action.kubernetesApiCallAction.";
  static final String K8S_ROLE = "service.action.kubernetesRoleDetails.";
  static final String K8S_BINDING = "service.action.kubernetesRoleBindingDetails.";
  static final String K8S_CHECK = "service.action.kubernetesPermissionCheckedDetails.";
  static final String RDS_LOGIN = "service.action.rdsLoginAttemptAction.";
  static final String THREAT_INTELLIGENCE = "service.evidence.threatIntelligenceDetails.";
  static final String VOLUME_SCAN = "service.ebsVolumeScanDetails.";
  static final String VOLUME_DETECTIONS = "service.ebsVolumeScanDetails.scanDetections.";
  static final String VOLUME_THREATS =
      "service.ebsVolumeScanDetails.scanDetections.threatDetectedByName.threatNames.";
  static final String MALWARE_SCAN = "service.malwareScanDetails.";
  static final String MALWARE_THREATS = "service.malwareScanDetails.threats.";
  static final String PROCESS = "service.runtimeDetails.process.";
  static final String CONTEXT = "service.runtimeDetails.context.";
  static final String SEQUENCE = "service.detection.sequence.";
  static final String ACTOR = "service.detection.sequence.actors.";
  static final String ASSET = "service.detection.sequence.resources.";
  static final String ENDPOINT = "service.detection.sequence.endpoints.";
  static final String SIGNAL = "service.detection.sequence.signals.";

  /** AWS's model writes this name with a capital; the other spelling is read as well. */
  static final List<String> LOGIN_ATTRIBUTES =
      List.of(RDS_LOGIN + "LoginAttributes.", RDS_LOGIN + "loginAttributes.");

  /** AWS's model writes this name with a capital too. */
  static final List<String> ASSET_PROFILES =
      List.of(
          ASSET + "data.ec2Instance.IamInstanceProfile.",
          ASSET + "data.ec2Instance.iamInstanceProfile.");

  /** Every block that describes containers, nearest to the finding first. */
  static final List<String> CONTAINERS =
      List.of(
          "resource.containerDetails.",
          K8S_WORKLOAD_DETAILS + "containers.",
          ECS + "taskDetails.containers.");

  private static final List<String> REMOTE =
      List.of(
          NETWORK + "remoteIpDetails.",
          API_CALL + "remoteIpDetails.",
          K8S_CALL + "remoteIpDetails.",
          RDS_LOGIN + "remoteIpDetails.",
          PROBE_DETAIL + "remoteIpDetails.");

  private static final List<String> INDICATORS =
      List.of(SIGNAL + "signalIndicators.", SEQUENCE + "sequenceIndicators.");

  private FindingPaths() {}

  /** A field of the remote side of every action that has one. */
  static List<String> remote(String... fields) {
    return each(REMOTE, fields);
  }

  /** Each field below each of the blocks, the blocks in order of preference. */
  static List<String> each(List<String> blocks, String... fields) {
    List<String> paths = new ArrayList<>();

    for (String block : blocks) {
      for (String field : fields) {
        paths.add(block + field);
      }
    }

    return paths;
  }

  /** The values of attack sequence indicators with one of the keys. */
  static List<String> indicators(String... keys) {
    List<String> paths = new ArrayList<>();

    for (String block : INDICATORS) {
      for (String key : keys) {
        paths.add(block + "values where key is " + key);
      }
    }

    return paths;
  }

  /** A field of the attack sequence's resources of one type. */
  static String asset(String field, String resourceType) {
    return "%s%s where resourceType is %s".formatted(ASSET, field, resourceType);
  }

  /**
   * A field of {@code service.additionalInfo}: inline, and in the JSON text that AWS has written to
   * its {@code value} since 2022.
   */
  static List<String> additionalInfo(String field) {
    return List.of(
        ADDITIONAL_INFO + field,
        "%s in the JSON text of %svalue".formatted(field, ADDITIONAL_INFO));
  }

  /** Paths in order of preference. */
  static List<String> paths(String... all) {
    return List.of(all);
  }

  /** Several lists of paths, one after the other. */
  @SafeVarargs
  static List<String> chained(List<String>... lists) {
    List<String> paths = new ArrayList<>();

    for (List<String> list : lists) {
      paths.addAll(list);
    }

    return paths;
  }
}
