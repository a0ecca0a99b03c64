package io.guardlake.sandbox.generator;

import java.util.List;

/**
 * Something that GuardDuty keeps a profile of.
 *
 * @param scope whose profile
 * @param plural its name in profiles
 * @param singular its name among what was unusual
 * @param usual a value seen often
 * @param observed the value in this finding
 */
record AnomalyFeature(String scope, String plural, String singular, String usual, String observed) {
  /** Where the company works from; no remote address is there. */
  static final String USUAL_NETWORK = "Example Office Network";

  /** What is told of a finding, the most unusual first; features of one scope follow each other. */
  static List<AnomalyFeature> of(Scene scene) {
    return switch (scene.kind().activity()) {
      case KUBERNETES_CALL, KUBERNETES_PERMISSION, KUBERNETES_ROLE, KUBERNETES_ROLE_BINDING ->
          ofKubernetes(scene);
      case RDS_LOGIN -> ofDatabase(scene);
      default -> ofAccount(scene);
    };
  }

  private static List<AnomalyFeature> ofKubernetes(Scene scene) {
    KubernetesCall call = scene.kubernetesCall();
    return List.of(
        new AnomalyFeature("user", "asnOrgs", "asnOrg", USUAL_NETWORK, network(scene)),
        new AnomalyFeature("user", "verbs", "verb", "watch", call.verb()),
        new AnomalyFeature("user", "resources", "resource", "configmaps", call.resource()),
        new AnomalyFeature(
            "user",
            "userAgents",
            "userAgent",
            "kubectl/v1.28.9 (linux/amd64) kubernetes/5b1a8f2",
            scene.kubernetesAgent()),
        new AnomalyFeature("cluster", "usernames", "username", "ci-deployer", scene.asset().user()),
        new AnomalyFeature(
            "cluster", "namespaces", "namespace", "apps", scene.kubernetesNamespace()));
  }

  private static List<AnomalyFeature> ofDatabase(Scene scene) {
    return List.of(
        new AnomalyFeature("user", "asnOrgs", "asnOrg", USUAL_NETWORK, network(scene)),
        new AnomalyFeature("user", "applications", "application", "app-pool", "psql"),
        new AnomalyFeature("database", "users", "user", "app", scene.asset().user()));
  }

  private static List<AnomalyFeature> ofAccount(Scene scene) {
    return List.of(
        new AnomalyFeature("account", "asnOrgs", "asnOrg", USUAL_NETWORK, network(scene)),
        new AnomalyFeature("account", "apis", "api", "DescribeInstances", scene.call().api()),
        new AnomalyFeature("user", "asnOrgs", "asnOrg", USUAL_NETWORK, network(scene)),
        new AnomalyFeature("user", "apis", "api", "GetCallerIdentity", scene.call().api()),
        new AnomalyFeature(
            "user", "userAgents", "userAgent", "console.amazonaws.com", scene.userAgent()));
  }

  private static String network(Scene scene) {
    return scene.remote().place().organization();
  }
}
