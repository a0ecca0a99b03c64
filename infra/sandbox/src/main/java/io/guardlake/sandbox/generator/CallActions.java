package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** Actions that are calls: of an AWS API, of the Kubernetes API, and logins to a database. */
final class CallActions {
  private CallActions() {}

  static void aws(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    Call call = scene.call();
    String error = dice.chance(0.2) ? "AccessDenied" : null;
    json.object(
        "awsApiCallAction",
        action -> {
          action.text("api", call.api());
          action.text("serviceName", call.service());
          action.text("callerType", dice.chance(0.95) ? "Remote IP" : "Domain");
          action.text("userAgent", dice.pick(Words.USER_AGENTS));

          if (error != null) {
            action.text("errorCode", error);
          }

          scene.remote().write(action);
          remoteAccount(action, scene);
          action.object("affectedResources", resources -> affected(resources, scene));
        });
  }

  private static void remoteAccount(Json json, Scene scene) throws IOException {
    if (!scene.kind().type().endsWith("InsideAWS")) {
      return;
    }

    boolean affiliated = scene.latest().chance(0.5);
    String account = "9" + scene.latest().digits(11);
    json.object(
        "remoteAccountDetails",
        details -> details.text("accountId", account).flag("affiliated", affiliated));
  }

  private static void affected(Json json, Scene scene) throws IOException {
    String type = scene.call().affected();

    if (type == null) {
      return;
    }

    Asset asset = scene.asset();
    String name =
        switch (type) {
          case "AWS::S3::Bucket" -> asset.bucket();
          case "AWS::S3::Object" -> asset.bucket() + "/" + scene.objectKey();
          case "AWS::IAM::Role" -> scene.origin().iamArn("role/" + asset.role());
          case "AWS::EC2::Instance" -> asset.instanceId();
          case "AWS::CloudTrail::Trail" -> asset.stage() + "-trail";
          default -> asset.user();
        };
    json.text(type, name);
  }

  static void kubernetes(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    String namespace = scene.asset().namespace();
    boolean denied = dice.chance(0.2);
    json.object(
        "kubernetesApiCallAction",
        action -> {
          action.text("requestUri", "/api/v1/namespaces/" + namespace + "/secrets");
          action.text("verb", scene.kubernetesVerb());
          action.text("resource", "secrets");
          action.text("namespace", namespace);
          action.texts("sourceIPs", List.of(scene.remote().address()));
          action.text("userAgent", "kubectl/v1.30.4 (linux/amd64) kubernetes/a51b3b7");
          scene.remote().write(action);
          action.number("statusCode", denied ? 403 : 200);
          action.text("parameters", dice.chance(0.3) ? "limit=500" : null);
        });
    kubernetesExtras(json, scene, denied);
  }

  private static void kubernetesExtras(Json json, Scene scene, boolean denied) throws IOException {
    Activity activity = scene.kind().activity();
    String name = scene.asset().team() + "-admin";
    String uid = scene.assetDice("role").uuid();

    if (activity == Activity.KUBERNETES_PERMISSION) {
      json.object(
          "kubernetesPermissionCheckedDetails",
          check ->
              check
                  .text("verb", "create")
                  .text("resource", "pods")
                  .text("namespace", scene.asset().namespace())
                  .flag("allowed", !denied));
    }

    if (activity == Activity.KUBERNETES_ROLE) {
      json.object(
          "kubernetesRoleDetails",
          role -> role.text("kind", "ClusterRole").text("name", name).text("uid", uid));
    }

    if (activity == Activity.KUBERNETES_ROLE_BINDING) {
      json.object(
          "kubernetesRoleBindingDetails",
          binding ->
              binding
                  .text("kind", "ClusterRoleBinding")
                  .text("name", name)
                  .text("uid", uid)
                  .text("roleRefName", "cluster-admin")
                  .text("roleRefKind", "ClusterRole"));
    }
  }

  static void login(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    boolean successful = scene.kind().type().contains("Successful");
    int failures = successful && dice.chance(0.5) ? 0 : dice.between(3, 400);
    json.object(
        "rdsLoginAttemptAction",
        action -> {
          scene.remote().write(action);
          // A capital letter, as in the SDK's model.
          action.array(
              "LoginAttributes",
              attributes -> {
                attributes.element(
                    one -> attempt(one, scene.asset().user(), failures, successful ? 1 : 0));

                if (dice.chance(0.3)) {
                  attributes.element(one -> attempt(one, "postgres", dice.between(1, 50), 0));
                }
              });
        });
  }

  private static void attempt(Json json, String user, int failures, int successes)
      throws IOException {
    json.text("user", user);
    json.text("application", "psql");
    json.number("failedLoginAttempts", failures);
    json.number("successfulLoginAttempts", successes);
  }
}
