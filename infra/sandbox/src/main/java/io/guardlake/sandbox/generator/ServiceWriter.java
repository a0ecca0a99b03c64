package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code service}: what was seen, how often, and what GuardDuty knows about it. */
final class ServiceWriter {
  private ServiceWriter() {}

  static void write(Json json, Scene scene) throws IOException {
    json.object("service", service -> fields(service, scene));
  }

  private static void fields(Json json, Scene scene) throws IOException {
    json.text("serviceName", "guardduty");
    json.text("detectorId", scene.origin().detectorId());
    ActionWriter.write(json, scene);
    json.text("resourceRole", scene.kind().activity() == Activity.NETWORK ? "ACTOR" : "TARGET");
    AdditionalInfo.write(json, scene);
    evidence(json, scene);
    seen(json, scene);
    json.flag("archived", false);
    json.number("count", scene.moment().count());
    feedback(json, scene);
    detection(json, scene);
  }

  /** Whether someone found the finding useful in the console; few say so. */
  private static void feedback(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();

    if (dice.chance(0.02)) {
      json.text("userFeedback", dice.chance(0.7) ? "USEFUL" : "NOT_USEFUL");
    }
  }

  private static void seen(Json json, Scene scene) throws IOException {
    Instant first = scene.moment().firstSeen();
    Instant last = scene.moment().lastSeen();
    boolean millis = scene.latest().chance(0.85);
    json.text("eventFirstSeen", millis ? Scene.millis(first) : Scene.seconds(first));
    json.text("eventLastSeen", millis ? Scene.millis(last) : Scene.seconds(last));
  }

  private static void evidence(Json json, Scene scene) throws IOException {
    String type = scene.kind().type();
    boolean known =
        type.contains("MaliciousIP")
            || type.contains("Tor")
            || type.contains("C&C")
            || type.contains("Bitcoin")
            || type.contains("MaliciousFile");

    if (!known) {
      json.nothing("evidence");
      return;
    }

    Dice dice = scene.latest();
    json.object(
        "evidence",
        evidence ->
            evidence.array(
                "threatIntelligenceDetails",
                details ->
                    details.element(
                        one -> {
                          one.text("threatListName", dice.pick(Words.THREAT_LISTS));
                          one.texts("threatNames", List.of(scene.threatName(0)));

                          if (type.contains("MaliciousFile")) {
                            one.text("threatFileSha256", scene.threatHash(0));
                          }
                        })));
  }

  private static void detection(Json json, Scene scene) throws IOException {
    switch (scene.kind().activity()) {
      case RUNTIME, RUNTIME_CONNECTION, RUNTIME_DNS -> {
        json.text("featureName", "RuntimeMonitoring");
        RuntimeBlock.write(json, scene);
      }
      case ANOMALOUS_API_CALL, ANOMALOUS_S3_CALL, MODEL_CALL ->
          json.object("detection", detection -> AnomalyBlock.write(detection, scene));
      case VOLUME_SCAN -> VolumeScanBlock.write(json, scene);
      case OBJECT_SCAN -> MalwareBlock.objectScan(json, scene);
      case BACKUP_SCAN -> MalwareBlock.backupScan(json, scene);
      case SEQUENCE -> {
        json.text("featureName", "Correlation");
        json.object("detection", detection -> SequenceBlock.write(detection, scene));
      }
      case NETWORK,
          NETWORK_IN,
          DNS,
          PORT_PROBE,
          API_CALL,
          INSTANCE_API_CALL,
          S3_API_CALL,
          KUBERNETES_CALL,
          KUBERNETES_PERMISSION,
          KUBERNETES_ROLE,
          KUBERNETES_ROLE_BINDING,
          RDS_LOGIN -> {}
    }
  }
}
