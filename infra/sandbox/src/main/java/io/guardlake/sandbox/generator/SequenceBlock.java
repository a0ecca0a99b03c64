package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * {@code service.detection.sequence}: who did it, to what, from where, and the signals that
 * together make an attack.
 */
final class SequenceBlock {
  private static final List<String> SIGNAL_TYPES =
      List.of("FINDING", "CLOUD_TRAIL", "S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "RUNTIME_MONITORING");
  private static final List<String> TACTICS =
      List.of("Initial Access", "Persistence", "Discovery", "Exfiltration", "Impact");
  private static final List<String> TECHNIQUES =
      List.of(
          "T1078.004 - Valid Accounts: Cloud Accounts",
          "T1098 - Account Manipulation",
          "T1530 - Data from Cloud Storage",
          "T1485 - Data Destruction");

  private final Scene scene;
  private final Dice dice;
  private final Remote otherRemote;

  private SequenceBlock(Scene scene) {
    this.scene = scene;
    dice = scene.latest();
    otherRemote = Remote.draw(dice);
  }

  static void write(Json json, Scene scene) throws IOException {
    SequenceBlock block = new SequenceBlock(scene);
    json.object("detection", detection -> detection.object("sequence", block::sequence));
  }

  private void sequence(Json json) throws IOException {
    json.text("uid", "sequence-" + scene.findingId());
    json.text("description", scene.description());
    json.array("actors", actors -> actors.element(this::actor));
    json.array("resources", resources -> new SequenceResources(scene).write(resources));
    json.array(
        "endpoints",
        endpoints -> {
          endpoints.element(one -> endpoint(one, "endpoint-1", scene.remote()));
          endpoints.element(one -> endpoint(one, "endpoint-2", otherRemote));
        });
    json.array("signals", this::signals);
    json.array("sequenceIndicators", this::indicators);
    json.texts("additionalSequenceTypes", List.of());
  }

  private void actor(Json json) throws IOException {
    Asset asset = scene.asset();
    json.text("id", "actor-1");
    json.object(
        "user",
        user ->
            user.text("name", asset.user())
                .text("uid", asset.principalId())
                .text("type", "IAMUser")
                .text("credentialUid", asset.accessKeyId())
                .object(
                    "account",
                    account ->
                        account.text("uid", scene.origin().accountId()).text("account", "main")));
    json.object(
        "session",
        session ->
            session
                .text("uid", dice.hex(16))
                .text("mfaStatus", "DISABLED")
                .decimal("createdTime", Scene.epochSeconds(scene.moment().createdAt()))
                .text("issuer", scene.origin().iamArn("role/" + asset.role())));

    if (scene.kind().type().contains("Cluster")) {
      json.object(
          "process",
          process ->
              process
                  .text("name", scene.process())
                  .text("path", "/tmp/" + scene.process())
                  .text("sha256", dice.hex(64)));
    }
  }

  private void endpoint(Json json, String id, Remote remote) throws IOException {
    Place place = remote.place();
    json.text("id", id);
    json.text("ip", remote.address());
    json.text("domain", dice.chance(0.3) ? scene.domain() : null);
    json.number("port", 443);
    json.object(
        "location",
        location ->
            location
                .text("city", place.city())
                .text("country", place.country())
                .decimal("lat", place.latitude())
                .decimal("lon", place.longitude()));
    json.object(
        "autonomousSystem",
        system -> system.text("name", place.organization()).number("number", place.asn()));
    json.object("connection", connection -> connection.text("direction", "INBOUND"));
  }

  private void signals(Json json) throws IOException {
    for (int signal = 0; signal < scene.signals(); signal++) {
      int number = signal;
      json.element(one -> signal(one, number));
    }
  }

  private void signal(Json json, int number) throws IOException {
    String type = SIGNAL_TYPES.get(number % SIGNAL_TYPES.size());
    Instant seen = scene.moment().createdAt().minusSeconds(60L * (number + 1));
    boolean finding = type.equals("FINDING");
    json.text("uid", finding ? scene.origin().findingArn(dice.hex(32)) : dice.hex(32));
    json.text("type", type);
    json.text("name", finding ? "Discovery:S3/AnomalousBehavior" : dice.pick(Call.IDENTITY).api());
    json.decimal("createdAt", Scene.epochSeconds(seen));
    json.decimal("updatedAt", Scene.epochSeconds(scene.moment().updatedAt()));
    json.decimal("firstSeenAt", Scene.epochSeconds(seen));
    json.decimal("lastSeenAt", Scene.epochSeconds(seen.plusSeconds(30)));

    if (finding) {
      json.literal("severity", "5.0");
    }

    json.number("count", dice.between(1, 20));
    json.texts("resourceUids", List.of(SequenceResources.bucketUid(scene)));
    json.texts("actorIds", List.of("actor-1"));
    json.texts("endpointIds", List.of("endpoint-" + (1 + number % 2)));
    json.array(
        "signalIndicators",
        indicators ->
            indicator(indicators, "ATTACK_TACTIC", List.of(dice.pick(TACTICS)), "MITRE tactic"));
  }

  private void indicators(Json json) throws IOException {
    indicator(json, "ATTACK_TACTIC", TACTICS.subList(0, 3), "MITRE tactics");
    indicator(json, "ATTACK_TECHNIQUE", TECHNIQUES.subList(0, 3), "MITRE techniques");
    indicator(json, "MALICIOUS_IP", List.of(scene.remote().address()), "Malicious IP");
    indicator(json, "HIGH_RISK_API", List.of("iam:CreateAccessKey", "s3:GetObject"), "Risky APIs");
    indicator(json, "SUSPICIOUS_USER_AGENT", List.of("Example/1.0 Kali"), "Suspicious user agent");
  }

  private static void indicator(Json json, String key, List<String> values, String title)
      throws IOException {
    json.element(one -> one.text("key", key).texts("values", values).text("title", title));
  }
}
