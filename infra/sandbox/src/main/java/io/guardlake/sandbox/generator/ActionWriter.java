package io.guardlake.sandbox.generator;

import java.io.IOException;

/** {@code service.action}: empty for runtime findings, absent for malware and attack sequences. */
final class ActionWriter {
  private ActionWriter() {}

  static void write(Json json, Scene scene) throws IOException {
    switch (scene.kind().activity()) {
      case NETWORK, RUNTIME_CONNECTION ->
          action(json, "NETWORK_CONNECTION", a -> NetworkActions.connection(a, scene, false));
      case NETWORK_IN ->
          action(json, "NETWORK_CONNECTION", a -> NetworkActions.connection(a, scene, true));
      case DNS, RUNTIME_DNS -> action(json, "DNS_REQUEST", a -> NetworkActions.query(a, scene));
      case PORT_PROBE -> action(json, "PORT_PROBE", a -> NetworkActions.probes(a, scene));
      case API_CALL,
          ANOMALOUS_API_CALL,
          INSTANCE_API_CALL,
          MODEL_CALL,
          S3_API_CALL,
          ANOMALOUS_S3_CALL ->
          action(json, "AWS_API_CALL", a -> CallActions.aws(a, scene));
      case KUBERNETES_CALL, KUBERNETES_PERMISSION, KUBERNETES_ROLE, KUBERNETES_ROLE_BINDING ->
          action(json, "KUBERNETES_API_CALL", a -> KubernetesActions.write(a, scene));
      case RDS_LOGIN -> action(json, "RDS_LOGIN_ATTEMPT", a -> CallActions.login(a, scene));
      case RUNTIME -> json.object("action", nothing -> {});
      case VOLUME_SCAN, OBJECT_SCAN, BACKUP_SCAN, SEQUENCE -> {}
    }
  }

  private static void action(Json json, String type, Json.Body details) throws IOException {
    json.object(
        "action",
        action -> {
          action.text("actionType", type);
          details.write(action);
        });
  }
}
