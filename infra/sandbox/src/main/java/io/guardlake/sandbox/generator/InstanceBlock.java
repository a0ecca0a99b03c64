package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;

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
    boolean windows = dice.chance(0.15);
    json.text("instanceId", asset.instanceId());
    json.text("instanceType", dice.pick(Words.INSTANCE_TYPES));
    launchTime(json, dice);
    json.text("platform", windows ? "windows" : null);
    json.array("productCodes", codes -> productCodes(codes, dice));
    profile(json, scene, dice);
    json.array("networkInterfaces", interfaces -> networkInterfaces(interfaces, scene, dice));
    json.text("outpostArn", outpost(scene, dice));
    tags(json, scene, dice);
    json.text("instanceState", dice.chance(0.9) ? "running" : "stopped");
    json.text("availabilityZone", scene.network().zone());
    json.text("imageId", asset.imageId());
    json.text(
        "imageDescription",
        dice.pick(windows ? Words.WINDOWS_IMAGE_DESCRIPTIONS : Words.IMAGE_DESCRIPTIONS));
  }

  /** Text with or without a fraction, or milliseconds since 1970. */
  private static void launchTime(Json json, Dice dice) throws IOException {
    Instant launch = Instant.ofEpochSecond(FIRST_LAUNCH + dice.below(50_000_000));
    double form = dice.fraction();

    if (form < 0.1) {
      json.number("launchTime", launch.toEpochMilli());
      return;
    }

    json.text("launchTime", form < 0.4 ? Scene.millis(launch) : Scene.seconds(launch));
  }

  private static String outpost(Scene scene, Dice dice) {
    return dice.chance(0.05) ? scene.origin().arn("outposts", "outpost/op-0" + dice.hex(16)) : null;
  }

  static void productCodes(Json json, Dice dice) throws IOException {
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

    json.object("iamInstanceProfile", profile -> profileFields(profile, scene));
  }

  static void profileFields(Json json, Scene scene) throws IOException {
    json.text("arn", scene.origin().iamArn("instance-profile/" + scene.asset().role()));
    json.text("id", "AIPA" + scene.assetDice("profile").upperAlphanumeric(17));
  }

  private static void networkInterfaces(Json json, Scene scene, Dice dice) throws IOException {
    Network network = scene.network();
    json.element(
        first -> {
          networkInterface(first, network, network.interfaceId());
          first.text("publicDnsName", network.publicName());

          if (network.publicIp() != null) {
            first.text("publicIp", network.publicIp());
          }
        });

    if (dice.chance(0.08)) {
      json.element(second -> networkInterface(second, network, "eni-0" + dice.hex(16)));
    }
  }

  private static void networkInterface(Json json, Network network, String id) throws IOException {
    json.texts("ipv6Addresses", network.addressesV6());
    json.text("networkInterfaceId", id);
    json.text("privateDnsName", network.privateName());
    json.text("privateIpAddress", network.privateIp());
    network.writePrivateAddresses(json);
    json.text("subnetId", network.subnetId());
    json.text("vpcId", network.vpcId());
    network.writeGroups(json);
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
