package io.guardlake.sandbox.generator;

import java.io.IOException;

/** {@code resource}: its type, and the detail blocks that GuardDuty gives for it. */
final class ResourceWriter {
  private ResourceWriter() {}

  static void write(Json json, Scene scene) throws IOException {
    json.object(
        "resource",
        resource -> {
          resource.text("resourceType", scene.kind().subject().resourceType());
          details(resource, scene);

          if (scene.kind().activity() == Activity.VOLUME_SCAN) {
            volumes(resource, scene);
          }
        });
  }

  private static void details(Json json, Scene scene) throws IOException {
    switch (scene.kind().subject()) {
      case INSTANCE -> InstanceBlock.write(json, scene);
      case ACCESS_KEY -> {
        IdentityBlock.write(json, scene);
        instanceIfCredentialsAreItsOwn(json, scene);
      }
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
              "ebsSnapshotDetails", details -> details.text("snapshotArn", snapshotArn(scene)));
      case EC2_IMAGE ->
          json.object(
              "ec2ImageDetails",
              details ->
                  details.text(
                      "imageArn",
                      "arn:aws:ec2:"
                          + scene.origin().region()
                          + "::image/"
                          + scene.asset().imageId()));
      case EC2_RECOVERY_POINT, S3_RECOVERY_POINT -> recoveryPoint(json, scene);
    }
  }

  private static void instanceIfCredentialsAreItsOwn(Json json, Scene scene) throws IOException {
    if (scene.kind().activity() == Activity.INSTANCE_API_CALL) {
      InstanceBlock.write(json, scene);
    }
  }

  private static void recoveryPoint(Json json, Scene scene) throws IOException {
    json.object(
        "recoveryPointDetails",
        details ->
            details
                .text("recoveryPointArn", MalwareBlock.recoveryPointArn(scene))
                .text("backupVaultName", scene.asset().team() + "-vault"));
  }

  private static void volumes(Json json, Scene scene) throws IOException {
    Dice dice = scene.assetDice("volume");
    json.object(
        "ebsVolumeDetails",
        details -> {
          details.array(
              "scannedVolumeDetails",
              volumes ->
                  volumes.element(
                      volume -> {
                        volume.text("volumeArn", volumeArn(scene));
                        volume.text("volumeType", "gp3");
                        volume.text("deviceName", "/dev/xvda");
                        volume.number("volumeSizeInGB", dice.between(8, 500));
                        volume.text("encryptionType", "UNENCRYPTED");
                        volume.text("snapshotArn", snapshotArn(scene));
                        volume.nothing("kmsKeyArn");
                      }));
          details.nothing("skippedVolumeDetails");
        });
  }

  static String volumeArn(Scene scene) {
    String suffix = scene.asset().instanceId().substring("i-".length());
    return scene.origin().arn("ec2", "volume/vol-" + suffix);
  }

  static String snapshotArn(Scene scene) {
    return "arn:aws:ec2:" + scene.origin().region() + "::snapshot/" + scene.asset().snapshotId();
  }
}
