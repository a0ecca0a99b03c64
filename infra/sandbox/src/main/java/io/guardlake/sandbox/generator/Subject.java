package io.guardlake.sandbox.generator;

/**
 * What a finding is about. The name in {@code resource.resourceType} is as seen in exports, except
 * for snapshots, images and recovery points, for which AWS documents only the detail blocks.
 */
enum Subject {
  INSTANCE("Instance"),
  ACCESS_KEY("AccessKey"),
  S3_BUCKET("S3Bucket"),
  S3_OBJECT("S3Object"),
  EKS_CLUSTER("EKSCluster"),
  KUBERNETES_CLUSTER("KubernetesCluster"),
  ECS_CLUSTER("ECSCluster"),
  CONTAINER("Container"),
  RDS_INSTANCE("RDSDBInstance"),
  RDS_LIMITLESS("RDSLimitlessDB"),
  LAMBDA("Lambda"),
  ATTACK_SEQUENCE("AttackSequence"),
  EBS_SNAPSHOT("EBSSnapshot"),
  EC2_IMAGE("EC2Image"),
  EC2_RECOVERY_POINT("EC2RecoveryPoint"),
  S3_RECOVERY_POINT("S3RecoveryPoint");

  private final String resourceType;

  Subject(String resourceType) {
    this.resourceType = resourceType;
  }

  String resourceType() {
    return resourceType;
  }

  static Subject ofResourceType(String resourceType) {
    for (Subject subject : values()) {
      if (subject.resourceType.equals(resourceType)) {
        return subject;
      }
    }

    throw new IllegalArgumentException("No subject has the resource type " + resourceType + ".");
  }
}
