package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code resource.lambdaDetails}. */
final class LambdaBlock {
  private static final long FIRST_CHANGE = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

  private LambdaBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    Asset asset = scene.asset();
    Dice dice = scene.assetDice("lambda");
    String arn = scene.origin().arn("lambda", "function:" + asset.function());
    json.object(
        "lambdaDetails",
        lambda -> {
          lambda.text("functionArn", arn);
          lambda.text("functionName", asset.function());
          lambda.text("description", "The " + asset.service() + " of team " + asset.team());
          Instant changed = Instant.ofEpochMilli(FIRST_CHANGE + dice.below(50_000_000_000L));
          lambda.time("lastModifiedAt", changed, scene.times());
          lambda.text("revisionId", dice.uuid());
          lambda.text(
              "functionVersion",
              dice.chance(0.7) ? "$LATEST" : Integer.toString(dice.between(1, 40)));
          lambda.text("role", scene.origin().iamArn("role/" + asset.role()));
          lambda.object(
              "vpcConfig",
              vpc -> {
                vpc.texts("subnetIds", List.of(scene.network().subnetId()));
                vpc.text("vpcId", scene.network().vpcId());
                scene.network().writeGroups(vpc);
              });
          InstanceBlock.tags(lambda, scene, dice);
        });
  }
}
