package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The resources of an attack sequence; those that speak of others name them by their uid. */
final class SequenceResources {
  private final Scene scene;
  private final Origin origin;
  private final Asset asset;
  private final Dice dice;
  private final List<SequenceResource> resources = new ArrayList<>();

  private SequenceResources(Scene scene) {
    this.scene = scene;
    origin = scene.origin();
    asset = scene.asset();
    dice = scene.assetDice("sequence");
  }

  static List<SequenceResource> of(Scene scene) {
    SequenceResources all = new SequenceResources(scene);
    String type = scene.kind().type();

    if (type.contains(":S3/")) {
      all.identity();
      all.storage();
    } else if (type.contains(":EKS/")) {
      all.eks();
      all.instance();
    } else if (type.contains(":ECS/")) {
      all.ecs();
      all.instance();
    } else if (type.contains(":EC2/")) {
      all.instance();
      new SequenceInstanceGroup(scene, all.instanceUid()).addTo(all.resources);
    } else {
      all.identity();
      all.instance();
    }

    return List.copyOf(all.resources);
  }

  private void add(
      String uid, String name, String type, String service, String member, Json.Body data) {
    resources.add(new SequenceResource(uid, name, type, service, member, data));
  }

  private String instanceUid() {
    return origin.arn("ec2", "instance/" + asset.instanceId());
  }

  private void identity() {
    add(
        asset.accessKeyId(),
        asset.accessKeyId(),
        "ACCESS_KEY",
        "iam",
        "accessKey",
        key ->
            key.text("principalId", IdentityBlock.principalId(asset))
                .text("userName", asset.user())
                .text("userType", IdentityBlock.userType(asset)));
  }

  private void storage() {
    String bucket = origin.bucketArn(asset.bucket());
    String object = bucket + "/" + scene.objectKey();
    Dice bucketDice = scene.assetDice("sequence bucket");
    add(
        bucket,
        asset.bucket(),
        "S3_BUCKET",
        "s3",
        "s3Bucket",
        fields -> SequenceBucket.write(fields, scene, bucketDice, object));
    add(
        object,
        scene.objectKey(),
        "S3_OBJECT",
        "s3",
        "s3Object",
        fields ->
            fields
                .text("eTag", dice.hex(32))
                .text("key", scene.objectKey())
                .text("versionId", dice.alphanumeric(32)));
  }

  private void instance() {
    add(
        instanceUid(),
        asset.instanceId(),
        "EC2_INSTANCE",
        "ec2",
        "ec2Instance",
        this::instanceData);
  }

  private void instanceData(Json json) throws IOException {
    json.text("availabilityZone", scene.network().zone());
    boolean windows = dice.chance(0.3);
    json.text(
        "imageDescription",
        dice.pick(windows ? Words.WINDOWS_IMAGE_DESCRIPTIONS : Words.IMAGE_DESCRIPTIONS));
    json.text("instanceState", "running");
    json.object("IamInstanceProfile", profile -> InstanceBlock.profileFields(profile, scene));
    json.text("instanceType", dice.pick(Words.INSTANCE_TYPES));
    json.text(
        "outpostArn",
        dice.chance(0.2) ? origin.arn("outposts", "outpost/op-0" + dice.hex(16)) : null);
    json.text("platform", windows ? "windows" : null);
    json.array("productCodes", codes -> InstanceBlock.productCodes(codes, dice));
    json.texts("ec2NetworkInterfaceUids", List.of(scene.network().interfaceId()));
  }

  private void eks() {
    String arn = origin.arn("eks", "cluster/" + asset.cluster());
    String status =
        scene.latest().chance(0.4)
            ? "ACTIVE"
            : scene.latest().pick(List.of("CREATING", "DELETING", "FAILED", "UPDATING", "PENDING"));
    add(
        arn,
        asset.cluster(),
        "EKS_CLUSTER",
        "eks",
        "eksCluster",
        fields ->
            fields
                .text("arn", arn)
                .time(
                    "createdAt", scene.moment().firstSeen().minusSeconds(9_000_000), scene.times())
                .text("status", status)
                .text("vpcId", scene.network().vpcId())
                .texts("ec2InstanceUids", List.of(instanceUid())));
    add(
        arn + "/" + asset.workload(),
        asset.workload(),
        "KUBERNETES_WORKLOAD",
        "eks",
        "kubernetesWorkload",
        fields ->
            fields
                .texts("containerUids", List.of(asset.containerId()))
                .text("namespace", asset.namespace())
                .text("type", workloadType()));
    container("eks");
  }

  private String workloadType() {
    return scene
        .assetDice("workload type")
        .pick(
            List.of(
                "PODS",
                "JOBS",
                "CRONJOBS",
                "DEPLOYMENTS",
                "DAEMONSETS",
                "STATEFULSETS",
                "REPLICASETS",
                "REPLICATIONCONTROLLERS"));
  }

  private void ecs() {
    String arn = origin.arn("ecs", "cluster/" + asset.cluster());
    String status =
        scene.latest().chance(0.4)
            ? "ACTIVE"
            : scene.latest().pick(List.of("PROVISIONING", "DEPROVISIONING", "FAILED", "INACTIVE"));
    String task = EcsBlock.taskArn(scene);
    add(
        arn,
        asset.cluster(),
        "ECS_CLUSTER",
        "ecs",
        "ecsCluster",
        fields -> fields.text("status", status).texts("ec2InstanceUids", List.of(instanceUid())));
    add(
        task,
        task.substring(task.lastIndexOf('/') + 1),
        "ECS_TASK",
        "ecs",
        "ecsTask",
        fields ->
            fields
                .time("createdAt", scene.moment().firstSeen().minusSeconds(86_400), scene.times())
                .text("taskDefinitionArn", EcsBlock.definitionArn(scene))
                .text("launchType", EcsBlock.launchType(scene))
                .texts("containerUids", List.of(asset.containerId())));
    container("ecs");
  }

  private void container(String service) {
    add(
        asset.containerId(),
        asset.service(),
        "CONTAINER",
        service,
        "container",
        fields ->
            fields
                .text("image", asset.image() + ":latest")
                .text("imageUid", "sha256:" + dice.hex(64)));
  }
}
