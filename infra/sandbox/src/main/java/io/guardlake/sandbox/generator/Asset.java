package io.guardlake.sandbox.generator;

import java.util.Locale;

/**
 * One workload of an account and everything it consists of. A detector has a few hundred of them,
 * so that findings share resources as they do in a real account, and the same asset looks the same
 * in each.
 */
record Asset(
    int number,
    String team,
    String stage,
    String service,
    String user,
    String accessKeyId,
    String principalId,
    String role,
    String instanceId,
    String privateIp,
    String publicIp,
    String bucket,
    String cluster,
    String namespace,
    String workload,
    String containerId,
    String image,
    String function,
    String database,
    String snapshotId,
    String imageId) {
  static final int COUNT = 300;

  static Asset draw(long seed, Origin origin, Dice dice) {
    return numbered(seed, origin, (int) dice.below(COUNT));
  }

  static Asset numbered(long seed, Origin origin, int number) {
    Dice dice = dice(seed, origin, number, "names");
    String team = dice.pick(Words.TEAMS);
    String stage = dice.pick(Words.STAGES);
    String service = dice.pick(Words.SERVICES);
    String name = team + "-" + service;
    String principal = "A" + (dice.chance(0.5) ? "IDA" : "ROA") + dice.upperAlphanumeric(17);
    String user = dice.pick(Words.PEOPLE);
    return new Asset(
        number,
        team,
        stage,
        service,
        user,
        (principal.startsWith("AROA") ? "ASIA" : "AKIA") + dice.upperAlphanumeric(16),
        principal,
        name + "-role",
        "i-0" + dice.hex(16),
        "10." + dice.between(0, 15) + "." + dice.between(0, 255) + "." + dice.between(4, 254),
        "203.0.113." + dice.between(1, 254),
        (stage + "-" + name + "-" + dice.alphanumeric(6)).toLowerCase(Locale.ROOT),
        stage + "-" + team,
        dice.pick(Words.NAMESPACES),
        service + "-" + dice.hex(9) + "-" + dice.alphanumeric(5),
        dice.hex(64),
        origin.accountId() + ".dkr.ecr." + origin.region() + ".amazonaws.com/" + name,
        stage + "-" + name,
        stage + "-" + team + "-db-" + dice.between(1, 3),
        "snap-0" + dice.hex(16),
        "ami-0" + dice.hex(16));
  }

  /** Further values of this asset, the same in every finding; one stream for each purpose. */
  Dice dice(long seed, Origin origin, String purpose) {
    return dice(seed, origin, number, purpose);
  }

  private static Dice dice(long seed, Origin origin, int number, String purpose) {
    return Dice.of(seed, "asset " + purpose, origin.index(), number);
  }
}
