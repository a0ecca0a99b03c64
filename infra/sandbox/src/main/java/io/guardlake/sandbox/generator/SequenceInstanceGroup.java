package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** What the instances of a compromised group have in common. */
final class SequenceInstanceGroup {
  private final Scene scene;
  private final Origin origin;
  private final Asset asset;
  private final Dice dice;
  private final List<String> instances;

  SequenceInstanceGroup(Scene scene, String instance) {
    this.scene = scene;
    origin = scene.origin();
    asset = scene.asset();
    dice = scene.assetDice("instance group");
    String other = scene.otherAsset(1).instanceId();
    instances = List.of(instance, origin.arn("ec2", "instance/" + other));
  }

  void addTo(List<SequenceResource> resources) {
    String name = asset.team() + "-" + asset.service();
    String template = "lt-0" + dice.hex(16);
    String stack = origin.arn("cloudformation", "stack/" + name + "/" + dice.uuid());
    String group = "autoScalingGroup:" + dice.uuid() + ":autoScalingGroupName/" + name;
    resources.add(networkInterface());
    resources.add(
        shared(
            origin.iamArn("instance-profile/" + asset.role()),
            "IAM_INSTANCE_PROFILE",
            "iam",
            "iamInstanceProfile"));
    resources.add(
        shared(
            origin.arn("autoscaling", group),
            "AUTOSCALING_AUTO_SCALING_GROUP",
            "autoscaling",
            "autoscalingAutoScalingGroup"));
    resources.add(launchTemplate(origin.arn("ec2", "launch-template/" + template)));
    resources.add(
        shared(origin.arn("ec2", "vpc/" + scene.network().vpcId()), "EC2_VPC", "ec2", "ec2Vpc"));
    resources.add(
        shared(origin.imageArn("image/" + asset.imageId()), "EC2_IMAGE", "ec2", "ec2Image"));
    resources.add(shared(stack, "CLOUDFORMATION_STACK", "cloudformation", "cloudformationStack"));
  }

  private SequenceResource shared(String uid, String type, String service, String member) {
    return resource(
        uid, type, service, member, fields -> fields.texts("ec2InstanceUids", instances));
  }

  /** The model of August 2026 has it twice, small and with a capital. */
  private SequenceResource launchTemplate(String uid) {
    String version = Integer.toString(dice.between(1, 30));
    String field = dice.chance(0.5) ? "version" : "Version";
    return resource(
        uid,
        "EC2_LAUNCH_TEMPLATE",
        "ec2",
        "ec2LaunchTemplate",
        fields -> fields.texts("ec2InstanceUids", instances).text(field, version));
  }

  private SequenceResource networkInterface() {
    return resource(
        scene.network().interfaceId(),
        "EC2_NETWORK_INTERFACE",
        "ec2",
        "ec2NetworkInterface",
        this::networkInterfaceData);
  }

  private void networkInterfaceData(Json json) throws IOException {
    Network network = scene.network();
    json.texts("ipv6Addresses", network.addressesV6());
    network.writePrivateAddresses(json);

    if (network.publicIp() != null) {
      json.text("publicIp", network.publicIp());
    }

    network.writeGroups(json);
    json.text("subNetId", network.subnetId());
    json.text("vpcId", network.vpcId());
  }

  private static SequenceResource resource(
      String uid, String type, String service, String member, Json.Body data) {
    String name = uid.substring(uid.lastIndexOf('/') + 1);
    return new SequenceResource(uid, name, type, service, member, data);
  }
}
