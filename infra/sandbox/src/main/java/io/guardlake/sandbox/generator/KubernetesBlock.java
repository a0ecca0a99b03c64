package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code resource.eksClusterDetails} and {@code resource.kubernetesDetails}. */
final class KubernetesBlock {
  private static final long FIRST_CLUSTER = Instant.parse("2023-01-01T00:00:00Z").toEpochMilli();

  private KubernetesBlock() {}

  static void writeCluster(Json json, Scene scene) throws IOException {
    Asset asset = scene.asset();
    Dice dice = scene.namedDice("cluster " + asset.cluster());
    json.object(
        "eksClusterDetails",
        cluster -> {
          cluster.text("name", asset.cluster());
          cluster.text("arn", scene.origin().arn("eks", "cluster/" + asset.cluster()));
          cluster.time("createdAt", createdAt(scene), scene.times());
          cluster.text("vpcId", scene.network().vpcId());
          cluster.text("status", "ACTIVE");
          InstanceBlock.tags(cluster, scene, dice);
        });
  }

  static Instant createdAt(Scene scene) {
    Dice dice = scene.namedDice("creation of cluster " + scene.asset().cluster());
    return Instant.ofEpochMilli(FIRST_CLUSTER + dice.below(90_000_000_000L));
  }

  static void writeDetails(Json json, Scene scene) throws IOException {
    json.object(
        "kubernetesDetails",
        details -> {
          if (isAboutApi(scene.kind().activity())) {
            details.object("kubernetesUserDetails", user -> user(user, scene));
            workloadOrNull(details, scene);
            return;
          }

          details.nothing("kubernetesUserDetails");
          details.object("kubernetesWorkloadDetails", workload -> workload(workload, scene));
        });
  }

  private static boolean isAboutApi(Activity activity) {
    return activity.name().startsWith("KUBERNETES");
  }

  private static void user(Json json, Scene scene) throws IOException {
    Asset asset = scene.asset();
    Dice dice = scene.assetDice("kubernetes user");
    boolean anonymous = scene.kind().type().contains("Anonymous");
    json.text("username", anonymous ? "system:anonymous" : asset.user());
    json.text("uid", anonymous ? "" : "aws-iam-authenticator:" + asset.principalId());
    json.texts(
        "groups",
        anonymous ? List.of("system:unauthenticated") : List.of("dev", "system:authenticated"));
    json.texts("sessionName", anonymous ? List.of() : List.of(asset.user()));

    if (!anonymous && dice.chance(0.2)) {
      json.object(
          "impersonatedUser",
          impersonated ->
              impersonated
                  .text("username", "system:serviceaccount:" + asset.namespace() + ":default")
                  .texts("groups", List.of("system:masters")));
    }
  }

  private static void workloadOrNull(Json json, Scene scene) throws IOException {
    if (scene.assetDice("kubernetes call").chance(0.4)) {
      json.nothing("kubernetesWorkloadDetails");
      return;
    }

    json.object("kubernetesWorkloadDetails", workload -> workload(workload, scene));
  }

  private static void workload(Json json, Scene scene) throws IOException {
    Asset asset = scene.asset();
    Dice dice = scene.assetDice("workload");
    boolean bare = dice.chance(0.3);
    json.text("name", asset.workload());
    json.text("type", asset.workloadType());
    json.text("uid", dice.uuid());
    json.text("namespace", scene.kubernetesNamespace());
    json.flag("hostNetwork", dice.chance(0.1));
    json.flag("hostIPC", dice.chance(0.05));
    json.flag("hostPID", dice.chance(0.05));
    json.text("serviceAccountName", dice.chance(0.5) ? "default" : asset.service() + "-sa");
    json.array(
        "containers",
        containers ->
            containers.element(container -> ContainerBlock.fields(container, scene, bare)));
    json.array(
        "volumes",
        volumes ->
            volumes.element(
                volume ->
                    volume
                        .text("name", "config")
                        .object("hostPath", path -> path.text("path", "/var/lib/kubelet"))));
  }
}
