package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** {@code resource}: its type, and the detail blocks that GuardDuty gives for it. */
final class ResourceWriter {
  private ResourceWriter() {}

  static void write(Json json, Scene scene) throws IOException {
    json.object(
        "resource",
        resource -> {
          resource.text("resourceType", scene.kind().subject().resourceType());
          details(resource, scene);
          activityDetails(resource, scene);
        });
  }

  private static void details(Json json, Scene scene) throws IOException {
    switch (scene.kind().subject()) {
      case INSTANCE -> InstanceBlock.write(json, scene);
      case ACCESS_KEY -> IdentityBlock.write(json, scene);
      case S3_BUCKET -> {
        IdentityBlock.write(json, scene);
        BucketBlock.write(json, scene, scene.call().api().endsWith("Object"));
      }
      case S3_OBJECT -> BucketBlock.write(json, scene, true);
      case EKS_CLUSTER -> {
        KubernetesBlock.writeCluster(json, scene);
        KubernetesBlock.writeDetails(json, scene);
      }
      case KUBERNETES_CLUSTER -> KubernetesBlock.writeDetails(json, scene);
      case ECS_CLUSTER -> EcsBlock.write(json, scene);
      case CONTAINER -> {
        ContainerBlock.write(json, scene);
        InstanceBlock.write(json, scene);
      }
      case RDS_INSTANCE -> DatabaseBlock.write(json, scene);
      case RDS_LIMITLESS -> DatabaseBlock.writeLimitless(json, scene);
      case LAMBDA -> LambdaBlock.write(json, scene);
      case ATTACK_SEQUENCE -> {
        // Only the type: what it is about stands in service.detection.sequence.
      }
      case EBS_SNAPSHOT ->
          json.object(
              "ebsSnapshotDetails",
              details -> details.text("snapshotArn", VolumeBlock.snapshotArn(scene)));
      case EC2_IMAGE ->
          json.object(
              "ec2ImageDetails",
              details ->
                  details.text(
                      "imageArn", scene.origin().imageArn("image/" + scene.asset().imageId())));
      case EC2_RECOVERY_POINT, S3_RECOVERY_POINT -> recoveryPoint(json, scene);
    }
  }

  /** What a finding has besides the resource that it is about. */
  private static void activityDetails(Json json, Scene scene) throws IOException {
    switch (scene.kind().activity()) {
      case VOLUME_SCAN -> VolumeBlock.write(json, scene);
      case MODEL_CALL -> ModelBlock.write(json, scene);
      case INSTANCE_API_CALL -> InstanceBlock.write(json, scene);
      case RUNTIME, RUNTIME_CONNECTION, RUNTIME_DNS -> nodeOfSomeClusters(json, scene);
      default -> {}
    }
  }

  /** A workload on EC2 is said to run on its instance; on Fargate there is none to speak of. */
  private static void nodeOfSomeClusters(Json json, Scene scene) throws IOException {
    Subject subject = scene.kind().subject();
    boolean cluster = subject == Subject.EKS_CLUSTER || subject == Subject.ECS_CLUSTER;

    if (cluster && scene.assetDice("node").chance(0.3)) {
      InstanceBlock.write(json, scene);
    }
  }

  private static void recoveryPoint(Json json, Scene scene) throws IOException {
    Instant end = scene.moment().lastSeen();
    Instant start = end.minus(Duration.ofMinutes(scene.latest().between(10, 600)));
    boolean continuous = scene.latest().chance(0.5);
    json.object(
        "recoveryPointDetails",
        details -> {
          details.text("recoveryPointArn", MalwareBlock.recoveryPointArn(scene));
          details.text("backupVaultName", scene.asset().team() + "-vault");

          if (continuous) {
            details.object(
                "continuousScanDetails",
                scan ->
                    scan.time("startTime", start, scene.times())
                        .time("endTime", end, scene.times()));
          }
        });
  }
}
