package io.guardlake.sandbox.generator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Who and what one version of a finding is about. What names the resource stays the same over a
 * finding's versions; what happened to it is the latest occurrence's, as GuardDuty overwrites it.
 */
final class Scene {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final ByType<String> PROGRAMS = new ByType<>("programs.tsv", 2, row -> row.get(1));

  private final long seed;
  private final Origin origin;
  private final History.Moment moment;
  private final String findingId;
  private final Asset asset;
  private final Dice latest;
  private final Remote remote;
  private final Call call;
  private final String domain;
  private final String program;
  private final TimeStyle times;
  private final int remotePort;
  private final KubernetesCall kubernetesCall;
  private final String objectKey;
  private final int threats;
  private final int signals;
  private Network network;

  Scene(long seed, Origin origin, History.Moment moment, int finding, int version) {
    this.seed = seed;
    this.origin = origin;
    this.moment = moment;
    Dice lasting = Dice.of(seed, "finding", finding);
    findingId = lasting.hex(32);
    asset = Asset.draw(seed, origin, lasting);
    objectKey = asset.team() + "/" + lasting.alphanumeric(8) + "/" + lasting.hex(12) + ".bin";
    threats = lasting.between(1, 4);
    signals = lasting.between(3, 9);
    times = TimeStyle.draw(lasting);
    latest = Dice.of(seed, "version", finding, version);
    remote = Remote.draw(latest);
    call = latest.pick(Call.BY_TYPE.of(kind().type()));
    domain = latest.pick(Words.DOMAINS);
    program = latest.pick(PROGRAMS.of(kind().type()));
    remotePort = RemotePort.of(kind().type(), latest);
    kubernetesCall = latest.pick(KubernetesCall.BY_TYPE.of(kind().type()));
  }

  Origin origin() {
    return origin;
  }

  FindingKind kind() {
    return moment.kind();
  }

  History.Moment moment() {
    return moment;
  }

  String findingId() {
    return findingId;
  }

  Asset asset() {
    return asset;
  }

  /** A random source for a block of the asset that is the same in every finding about it. */
  Dice assetDice(String purpose) {
    return asset.dice(seed, origin, purpose);
  }

  /** A random source for what several assets of a detector share, by its name. */
  Dice namedDice(String name) {
    return Dice.of(seed, name, origin.index());
  }

  Asset otherAsset(int number) {
    return Asset.numbered(seed, origin, (asset.number() + number) % Asset.COUNT);
  }

  /** The random source for what is new in this version. */
  Dice latest() {
    return latest;
  }

  Remote remote() {
    return remote;
  }

  Call call() {
    return call;
  }

  /** What a log of the given kind shows in an attack sequence. */
  String callName(String log) {
    return switch (log) {
      case "EKS_AUDIT_LOGS" -> kubernetesCall.verb() + " " + kubernetesCall.resource();
      case "FLOW_LOGS" -> "Connection to " + remote.address();
      case "DNS_LOGS" -> "Query of " + domain;
      case "RUNTIME_MONITORING" -> "Start of " + program;
      default -> latest.pick(Call.BY_TYPE.of(kind().type())).api();
    };
  }

  String domain() {
    return domain;
  }

  /** The path of the program that the finding is about. */
  String program() {
    return program;
  }

  String process() {
    return program.substring(program.lastIndexOf('/') + 1);
  }

  /** How times in this finding's blocks are written. */
  TimeStyle times() {
    return times;
  }

  /** Where the asset's instance is. */
  Network network() {
    if (network == null) {
      network = Network.of(this);
    }

    return network;
  }

  int remotePort() {
    return remotePort;
  }

  KubernetesCall kubernetesCall() {
    return kubernetesCall;
  }

  String objectKey() {
    return objectKey;
  }

  int threats() {
    return threats;
  }

  /** A name for each of this finding's threats, all different. */
  String threatName(int threat) {
    int first = Math.floorMod(findingId.hashCode(), Words.THREAT_NAMES.size());
    return Words.THREAT_NAMES.get((first + threat) % Words.THREAT_NAMES.size());
  }

  /** The hash of the file of one of this finding's threats. */
  String threatHash(int threat) {
    return namedDice("threat " + threat + " of " + findingId).hex(64);
  }

  int signals() {
    return signals;
  }

  String title() {
    return fill(kind().title());
  }

  String description() {
    return fill(kind().description());
  }

  /** With milliseconds, as GuardDuty writes its top-level times. */
  static String millis(Instant time) {
    return MILLIS.format(time);
  }

  static String seconds(Instant time) {
    return SECONDS.format(time);
  }

  private String fill(String template) {
    Map<String, String> values = values();
    StringBuilder text = new StringBuilder(template.length() + 64);
    int done = 0;

    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', done)) {
      int close = template.indexOf('}', open);
      String name = template.substring(open + 1, close);
      String value = values.get(name);

      if (value == null) {
        throw new IllegalStateException("A title asks for {" + name + "}, which is not known.");
      }

      text.append(template, done, open).append(value);
      done = close + 1;
    }

    return text.append(template, done, template.length()).toString();
  }

  private Map<String, String> values() {
    return Map.ofEntries(
        Map.entry("asset", assetLabel()),
        Map.entry("instance", asset.instanceId()),
        Map.entry("ip", remote.address()),
        Map.entry("port", Integer.toString(remotePort)),
        Map.entry("domain", domain),
        Map.entry("process", process()),
        Map.entry("user", asset.user()),
        Map.entry("role", asset.role()),
        Map.entry("api", call.api()),
        Map.entry("bucket", asset.bucket()),
        Map.entry("object", objectKey),
        Map.entry("cluster", asset.cluster()),
        Map.entry("workload", asset.workload()),
        Map.entry("k8sapi", kubernetesCall.verb() + " " + kubernetesCall.resource()),
        Map.entry("k8suser", asset.user()),
        Map.entry("database", asset.database()),
        Map.entry("dbuser", asset.user()),
        Map.entry("function", asset.function()),
        Map.entry("snapshot", asset.snapshotId()),
        Map.entry("image", asset.imageId()),
        Map.entry("threats", Integer.toString(threats)),
        Map.entry("signals", Integer.toString(signals)));
  }

  private String assetLabel() {
    Subject subject = kind().subject();

    if (subject == Subject.EKS_CLUSTER) {
      return "EKS cluster " + asset.cluster();
    }

    if (subject == Subject.KUBERNETES_CLUSTER) {
      return "Kubernetes workload " + asset.workload();
    }

    if (subject == Subject.ECS_CLUSTER) {
      return "ECS cluster " + asset.cluster();
    }

    if (subject == Subject.CONTAINER) {
      return "container " + asset.containerId().substring(0, 12);
    }

    return "EC2 instance " + asset.instanceId();
  }
}
