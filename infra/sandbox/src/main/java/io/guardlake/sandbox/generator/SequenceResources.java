package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** The resources of an attack sequence, each with its own shape of {@code data}. */
final class SequenceResources {
  private final Scene scene;
  private final Asset asset;
  private final Dice dice;

  SequenceResources(Scene scene) {
    this.scene = scene;
    asset = scene.asset();
    dice = scene.assetDice("sequence");
  }

  static String bucketUid(Scene scene) {
    return "arn:aws:s3:::" + scene.asset().bucket();
  }

  void write(Json json) throws IOException {
    resource(json, asset.accessKeyId(), "ACCESS_KEY", "iam", this::accessKey);
    resource(json, bucketUid(scene), "S3_BUCKET", "s3", this::bucket);

    if (scene.kind().type().contains(":S3/")) {
      String object = bucketUid(scene) + "/" + scene.objectKey();
      resource(json, object, "S3_OBJECT", "s3", this::object);
      return;
    }

    String instance = scene.origin().arn("ec2", "instance/" + asset.instanceId());
    resource(json, instance, "EC2_INSTANCE", "ec2", this::instance);

    if (scene.kind().type().contains("EKS")) {
      String cluster = scene.origin().arn("eks", "cluster/" + asset.cluster());
      resource(json, cluster, "EKS_CLUSTER", "eks", this::eksCluster);
      resource(json, asset.workload(), "KUBERNETES_WORKLOAD", "eks", this::workload);
      resource(json, asset.containerId(), "CONTAINER", "eks", this::container);
    }

    if (scene.kind().type().contains("ECS")) {
      String cluster = scene.origin().arn("ecs", "cluster/" + asset.cluster());
      resource(json, cluster, "ECS_CLUSTER", "ecs", this::ecsCluster);
    }
  }

  private void resource(Json json, String uid, String type, String service, Json.Body data)
      throws IOException {
    json.element(
        resource -> {
          resource.text("uid", uid);
          resource.text("name", uid.substring(uid.lastIndexOf('/') + 1));
          resource.text("accountId", scene.origin().accountId());
          resource.text("resourceType", type);
          resource.text("region", scene.origin().region());
          resource.text("service", service);
          resource.text("cloudPartition", "aws");
          resource.array("tags", tags -> {});
          resource.object("data", data);
        });
  }

  private void accessKey(Json json) throws IOException {
    json.object(
        "accessKey",
        key ->
            key.text("principalId", asset.principalId())
                .text("userName", asset.user())
                .text("userType", "IAMUser"));
  }

  private void bucket(Json json) throws IOException {
    json.object(
        "s3Bucket",
        bucket -> {
          bucket.text("ownerId", dice.hex(64));
          bucket.decimal("createdAt", Scene.epochSeconds(scene.moment().createdAt()) - 9_000_000);
          bucket.text("encryptionType", "aws:kms");
          bucket.text("encryptionKeyArn", scene.origin().arn("kms", "key/" + dice.uuid()));
          bucket.text("effectivePermission", "NOT_PUBLIC");
          bucket.text("publicReadAccess", "BLOCKED").text("publicWriteAccess", "BLOCKED");
          bucket.texts("s3ObjectUids", List.of(bucketUid(scene) + "/" + scene.objectKey()));
        });
  }

  private void object(Json json) throws IOException {
    json.object(
        "s3Object",
        object ->
            object
                .text("eTag", dice.hex(32))
                .text("key", scene.objectKey())
                .text("versionId", dice.alphanumeric(32)));
  }

  private void instance(Json json) throws IOException {
    json.object(
        "ec2Instance",
        instance ->
            instance
                .text("availabilityZone", scene.origin().region() + "a")
                .text("imageDescription", "Amazon Linux 2023 AMI x86_64 HVM")
                .text("instanceState", "running")
                .object(
                    "IamInstanceProfile",
                    profile ->
                        profile
                            .text("arn", scene.origin().iamArn("instance-profile/" + asset.role()))
                            .text("id", "AIPA" + dice.upperAlphanumeric(17)))
                .text("instanceType", dice.pick(Words.INSTANCE_TYPES))
                .texts("ec2NetworkInterfaceUids", List.of("eni-0" + dice.hex(16))));
  }

  private void eksCluster(Json json) throws IOException {
    json.object(
        "eksCluster",
        cluster ->
            cluster
                .text("arn", scene.origin().arn("eks", "cluster/" + asset.cluster()))
                .text("status", "ACTIVE")
                .text("vpcId", "vpc-0" + dice.hex(16))
                .texts("ec2InstanceUids", List.of(asset.instanceId())));
  }

  private void workload(Json json) throws IOException {
    json.object(
        "kubernetesWorkload",
        workload ->
            workload
                .texts("containerUids", List.of(asset.containerId()))
                .text("namespace", asset.namespace())
                .text("type", "PODS"));
  }

  private void container(Json json) throws IOException {
    json.object(
        "container",
        container ->
            container
                .text("image", asset.image() + ":latest")
                .text("imageUid", "sha256:" + dice.hex(64)));
  }

  private void ecsCluster(Json json) throws IOException {
    json.object(
        "ecsCluster",
        cluster ->
            cluster.text("status", "ACTIVE").texts("ec2InstanceUids", List.of(asset.instanceId())));
  }
}
