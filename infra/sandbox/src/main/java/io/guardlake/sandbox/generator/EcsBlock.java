package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;

/** {@code resource.ecsClusterDetails}. */
final class EcsBlock {
  private static final long FIRST_TASK = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private EcsBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    Dice dice = scene.assetDice("ecs");
    Asset asset = scene.asset();
    json.object(
        "ecsClusterDetails",
        cluster -> {
          cluster.text("name", asset.cluster());
          cluster.text("arn", scene.origin().arn("ecs", "cluster/" + asset.cluster()));
          cluster.text("status", "ACTIVE");
          cluster.number("activeServicesCount", dice.between(1, 12));
          cluster.number("registeredContainerInstancesCount", dice.between(0, 20));
          cluster.number("runningTasksCount", dice.between(1, 60));
          InstanceBlock.tags(cluster, scene, dice);
          cluster.object("taskDetails", task -> task(task, scene, dice));
        });
  }

  private static void task(Json json, Scene scene, Dice dice) throws IOException {
    Asset asset = scene.asset();
    Instant created = Instant.ofEpochMilli(FIRST_TASK + dice.below(20_000_000_000L));
    json.text("arn", scene.origin().arn("ecs", "task/" + asset.cluster() + "/" + dice.hex(32)));
    json.text(
        "definitionArn",
        scene
            .origin()
            .arn("ecs", "task-definition/" + asset.service() + ":" + dice.between(1, 99)));
    json.text("version", Integer.toString(dice.between(1, 9)));
    json.decimal("createdAt", Scene.epochSeconds(created));
    json.decimal("startedAt", Scene.epochSeconds(created.plusMillis(dice.between(900, 60_000))));
    json.text("startedBy", "ecs-svc/" + dice.digits(19));
    json.array("tags", tags -> {});
    json.array("volumes", volumes -> volumes.element(volume -> volume.text("name", "scratch")));
    json.array(
        "containers",
        containers ->
            containers.element(container -> ContainerBlock.fields(container, scene, false)));
    json.text("group", "service:" + asset.service());
    json.text("launchType", dice.chance(0.5) ? "FARGATE" : "EC2");
  }
}
