package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code resource.instanceDetails}. */
final class InstanceBlock {
  private static final long FIRST_LAUNCH = Instant.parse("2025-03-01T06:00:00Z").getEpochSecond();

  private InstanceBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    Dice dice = scene.assetDice("instance");
    json.object("instanceDetails", instance -> fields(instance, scene, dice));
  }

  private static void fields(Json json, Scene scene, Dice dice) throws IOException {
    Asset asset = scene.asset();
    json.text("instanceId", asset.instanceId());
    json.text("instanceType", dice.pick(Words.INSTANCE_TYPES));
    launchTime(json, dice);
    json.text("platform", dice.chance(0.15) ? "windows" : null);
    json.array("productCodes", codes -> productCodes(codes, dice));
    profile(json, scene, dice);
    json.array(
        "networkInterfaces",
        interfaces -> interfaces.element(one -> networkInterface(one, scene, dice)));
    json.text("outpostArn", null);
    tags(json, scene, dice);
    json.text("instanceState", "running");
    json.text("availabilityZone", scene.origin().region() + dice.pick(List.of("a", "b")));
    json.text("imageId", asset.imageId());
    json.text("imageDescription", dice.chance(0.2) ? "null" : "Amazon Linux 2023 AMI x86_64 HVM");
  }

  private static void launchTime(Json json, Dice dice) throws IOException {
    Instant launch = Instant.ofEpochSecond(FIRST_LAUNCH + dice.below(50_000_000));

    if (dice.chance(0.1)) {
      json.number("launchTime", launch.toEpochMilli());
      return;
    }

    json.text("launchTime", Scene.seconds(launch));
  }

  private static void productCodes(Json json, Dice dice) throws IOException {
    if (dice.chance(0.1)) {
      json.element(
          code ->
              code.text("productCodeId", dice.alphanumeric(25))
                  .text("productCodeType", "marketplace"));
    }
  }

  private static void profile(Json json, Scene scene, Dice dice) throws IOException {
    if (dice.chance(0.2)) {
      json.nothing("iamInstanceProfile");
      return;
    }

    json.object(
        "iamInstanceProfile",
        profile ->
            profile
                .text("arn", scene.origin().iamArn("instance-profile/" + scene.asset().role()))
                .text("id", "AIPA" + dice.upperAlphanumeric(17)));
  }

  private static void networkInterface(Json json, Scene scene, Dice dice) throws IOException {
    Asset asset = scene.asset();
    String privateName = "ip-" + asset.privateIp().replace('.', '-') + ".ec2.internal";
    json.texts(
        "ipv6Addresses",
        dice.chance(0.2)
            ? List.of("2001:db8:" + dice.hex(4) + "::" + dice.between(1, 9999))
            : List.of());
    json.text("networkInterfaceId", "eni-0" + dice.hex(16));
    json.text("privateDnsName", privateName);
    json.text("privateIpAddress", asset.privateIp());
    json.array(
        "privateIpAddresses",
        addresses ->
            addresses.element(
                address ->
                    address
                        .text("privateDnsName", privateName)
                        .text("privateIpAddress", asset.privateIp())));
    json.text("subnetId", "subnet-0" + dice.hex(16));
    json.text("vpcId", "vpc-0" + dice.hex(16));
    securityGroups(json, asset, dice);

    if (dice.chance(0.6)) {
      json.text(
          "publicDnsName",
          "ec2-" + asset.publicIp().replace('.', '-') + ".compute-1.amazonaws.com");
      json.text("publicIp", asset.publicIp());
      return;
    }

    json.text("publicDnsName", "");
  }

  static void securityGroups(Json json, Asset asset, Dice dice) throws IOException {
    json.array(
        "securityGroups",
        groups -> {
          int count = dice.between(1, 2);

          for (int group = 1; group <= count; group++) {
            String name = asset.team() + "-" + asset.service() + "-sg-" + group;
            String id = "sg-0" + dice.hex(16);
            groups.element(one -> one.text("groupName", name).text("groupId", id));
          }
        });
  }

  static void tags(Json json, Scene scene, Dice dice) throws IOException {
    Asset asset = scene.asset();
    json.array(
        "tags",
        tags -> {
          if (dice.chance(0.1)) {
            return;
          }

          tag(tags, "Name", asset.stage() + "-" + asset.team() + "-" + asset.service());
          tag(tags, "team", asset.team());
          tag(tags, "stage", asset.stage());

          if (dice.chance(0.5)) {
            tag(tags, "cost-center", "cc-" + dice.digits(4));
            tag(tags, "owner", asset.user() + "@example.com");
          }
        });
  }

  private static void tag(Json json, String key, String value) throws IOException {
    json.element(tag -> tag.text("key", key).text("value", value));
  }
}
