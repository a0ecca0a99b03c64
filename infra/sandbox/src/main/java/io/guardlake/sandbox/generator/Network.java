package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an asset's instance is in its VPC; the same in every block that speaks of it.
 *
 * @param publicIp null when it has none
 * @param addressV6 null when it has none
 */
record Network(
    String zone,
    String vpcId,
    String subnetId,
    String interfaceId,
    String privateIp,
    String privateName,
    String publicIp,
    String publicName,
    String addressV6,
    List<Group> groups) {

  /** A security group. */
  record Group(String id, String name) {}

  static Network of(Scene scene) {
    Origin origin = scene.origin();
    Asset asset = scene.asset();
    Dice dice = scene.assetDice("network");
    String zone = origin.region() + dice.pick(List.of("a", "b", "c"));
    // A stage of a company has one VPC in a region, with one subnet in each zone.
    String vpc = asset.stage() + " vpc";
    boolean isPublic = dice.chance(0.6);
    List<Group> groups = new ArrayList<>();

    for (int group = dice.between(1, 2); group > 0; group--) {
      String name = asset.team() + "-" + asset.service() + "-sg-" + group;
      groups.add(new Group("sg-0" + scene.namedDice(vpc + name).hex(16), name));
    }

    return new Network(
        zone,
        "vpc-0" + scene.namedDice(vpc).hex(16),
        "subnet-0" + scene.namedDice(vpc + zone).hex(16),
        "eni-0" + dice.hex(16),
        asset.privateIp(),
        privateName(asset.privateIp(), origin),
        isPublic ? asset.publicIp() : null,
        isPublic ? "ec2-" + asset.publicIp().replace('.', '-') + "." + origin.publicDomain() : "",
        dice.chance(0.5) ? "2001:db8:" + dice.hex(4) + "::" + dice.between(1, 9999) : null,
        groups);
  }

  Network {
    groups = List.copyOf(groups);
  }

  /** Another interface of the instance, in the same subnet, without a public address. */
  Network further(Origin origin, Dice dice) {
    String subnet = privateIp.substring(0, privateIp.lastIndexOf('.') + 1);
    int host = Integer.parseInt(privateIp.substring(subnet.length()));
    String ip = subnet + (host < 254 ? host + 1 : host - 1);
    return new Network(
        zone,
        vpcId,
        subnetId,
        "eni-0" + dice.hex(16),
        ip,
        privateName(ip, origin),
        null,
        "",
        null,
        groups);
  }

  private static String privateName(String ip, Origin origin) {
    return "ip-" + ip.replace('.', '-') + "." + origin.privateDomain();
  }

  /** The instance's IPv6 addresses, none or one. */
  List<String> addressesV6() {
    return addressV6 == null ? List.of() : List.of(addressV6);
  }

  void writeGroups(Json json) throws IOException {
    json.array(
        "securityGroups",
        list -> {
          for (Group group : groups) {
            list.element(one -> one.text("groupName", group.name()).text("groupId", group.id()));
          }
        });
  }

  void writePrivateAddresses(Json json) throws IOException {
    json.array(
        "privateIpAddresses",
        addresses ->
            addresses.element(
                address ->
                    address
                        .text("privateDnsName", privateName)
                        .text("privateIpAddress", privateIp)));
  }

  void writeLocalIp(Json json) throws IOException {
    json.object(
        "localIpDetails",
        ip -> {
          ip.text("ipAddressV4", privateIp);

          if (addressV6 != null) {
            ip.text("ipAddressV6", addressV6);
          }
        });
  }
}
