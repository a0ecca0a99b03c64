package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Calls of an AWS API, and logins to a database. */
final class CallActions {
  private static final List<String> ERRORS =
      List.of("AccessDenied", "Client.UnauthorizedOperation", "ThrottlingException");

  private CallActions() {}

  static void aws(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    Call call = scene.call();
    boolean byService = dice.chance(0.05);
    String error = dice.chance(0.2) ? dice.pick(ERRORS) : null;
    String agent = userAgent(scene);
    json.object(
        "awsApiCallAction",
        action -> {
          action.text("api", call.api());
          action.text("serviceName", call.service());
          action.text("callerType", byService ? "Domain" : "Remote IP");

          if (byService) {
            action.object(
                "domainDetails", details -> details.text("domain", "partner.example.net"));
          }

          action.text("userAgent", agent);

          if (error != null) {
            action.text("errorCode", error);
          }

          scene.remote().write(action);
          remoteAccount(action, scene);
          action.object("affectedResources", resources -> affected(resources, scene));
        });
  }

  private static String userAgent(Scene scene) {
    for (String system : List.of("kali", "parrot", "pentoo")) {
      if (scene.kind().type().toLowerCase(Locale.ROOT).contains(system)) {
        return "aws-cli/2.17.44 md/awscrt#0.21.2 ua/2.0 os/linux#6.6.9-" + system + "1-amd64";
      }
    }

    return scene.latest().chance(0.05) ? "" : scene.latest().pick(Words.USER_AGENTS);
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
