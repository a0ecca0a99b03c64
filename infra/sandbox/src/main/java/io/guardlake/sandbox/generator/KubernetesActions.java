package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** Calls of the Kubernetes API, with what GuardDuty adds about roles and permissions. */
final class KubernetesActions {
  private KubernetesActions() {}

  static void write(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    KubernetesCall call = scene.kubernetesCall();
    String namespace = scene.kubernetesNamespace();
    String name = name(call.resource(), scene.asset());
    boolean denied = mayBeDenied(scene.kind().type()) && dice.chance(0.3);
    json.object(
        "kubernetesApiCallAction",
        action -> {
          action.text("requestUri", call.uri(namespace, name));
          action.text("verb", call.verb());
          action.text("resource", call.resource());
          text(action, "subresource", call.subresource());
          text(action, "namespace", call.isNamespaced() ? namespace : "");
          text(action, "resourceName", call.isNamed() ? name : "");
          action.texts("sourceIPs", sources(scene));
          action.text("userAgent", scene.kubernetesAgent());
          scene.remote().write(action);
          action.number("statusCode", denied ? 403 : call.verb().equals("create") ? 201 : 200);
          action.text("parameters", call.verb().equals("list") ? "limit=500" : null);
        });
    extras(json, scene, namespace, denied);
  }

  /** Attempts are findings too, but not where the type says what was done. */
  private static boolean mayBeDenied(String type) {
    return type.contains("IPCaller") || type.endsWith("PermissionChecked");
  }

  private static String name(String resource, Asset asset) {
    return switch (resource) {
      case "pods" -> asset.pod();
      case "secrets" -> asset.service() + "-credentials";
      case "serviceaccounts" -> asset.service() + "-sa";
      case "events" -> asset.pod() + ".17c2b3f0a1d4e5f6";
      default -> asset.service();
    };
  }

  private static List<String> sources(Scene scene) {
    String address = scene.remote().address();
    return scene.latest().chance(0.2)
        ? List.of(address, scene.otherAsset(1).privateIp())
        : List.of(address);
  }

  /** Fields that do not apply are left out. */
  private static void text(Json json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.text(name, value);
    }
  }

  private static void extras(Json json, Scene scene, String namespace, boolean denied)
      throws IOException {
    Activity activity = scene.kind().activity();
    boolean ofCluster = scene.assetDice("role kind").chance(0.6);
    String prefix = ofCluster ? "Cluster" : "";
    String name = scene.asset().team() + "-admin";
    String uid = scene.assetDice("role").uuid();

    if (activity == Activity.KUBERNETES_PERMISSION) {
      json.object(
          "kubernetesPermissionCheckedDetails",
          check ->
              check
                  .text("verb", scene.latest().pick(List.of("create", "get", "delete", "*")))
                  .text("resource", scene.latest().pick(List.of("pods", "secrets", "nodes")))
                  .text("namespace", namespace)
                  .flag("allowed", !denied));
    }

    if (activity == Activity.KUBERNETES_ROLE) {
      json.object(
          "kubernetesRoleDetails",
          role -> role.text("kind", prefix + "Role").text("name", name).text("uid", uid));
    }

    if (activity == Activity.KUBERNETES_ROLE_BINDING) {
      json.object(
          "kubernetesRoleBindingDetails",
          binding ->
              binding
                  .text("kind", prefix + "RoleBinding")
                  .text("name", name)
                  .text("uid", uid)
                  .text("roleRefName", ofCluster ? "cluster-admin" : "admin")
                  .text("roleRefKind", "ClusterRole"));
    }
  }
}
