package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

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
    json.text("arn", taskArn(scene));
    json.text("definitionArn", definitionArn(scene));
    json.text("version", Integer.toString(dice.between(1, 9)));
    json.time("createdAt", created, scene.times());
    json.time("startedAt", created.plusMillis(dice.between(900, 60_000)), scene.times());
    json.text("startedBy", "ecs-svc/" + dice.digits(19));
    taskTags(json, scene, dice);
    volumes(json, dice);
    json.array(
        "containers",
        containers ->
            containers.element(container -> ContainerBlock.fields(container, scene, false)));
    json.text("group", "service:" + asset.service());
    json.text("launchType", launchType(scene));
  }

  static String taskArn(Scene scene) {
    String id = scene.assetDice("ecs task").hex(32);
    return scene.origin().arn("ecs", "task/" + scene.asset().cluster() + "/" + id);
  }

  static String definitionArn(Scene scene) {
    int revision = scene.assetDice("ecs task revision").between(1, 99);
    return scene.origin().arn("ecs", "task-definition/" + scene.asset().service() + ":" + revision);
  }

  static String launchType(Scene scene) {
    return scene.assetDice("ecs launch").chance(0.5) ? "FARGATE" : "EC2";
  }

  private static void taskTags(Json json, Scene scene, Dice dice) throws IOException {
    if (dice.chance(0.6)) {
      json.texts("tags", List.of());
      return;
    }

    InstanceBlock.tags(json, scene, dice);
  }

  private static void volumes(Json json, Dice dice) throws IOException {
    boolean ofHost = dice.chance(0.3);
    json.array(
        "volumes",
        volumes ->
            volumes.element(
                volume -> {
                  volume.text("name", ofHost ? "docker-socket" : "scratch");

                  if (ofHost) {
                    volume.object("hostPath", path -> path.text("path", "/var/run/docker.sock"));
                  }
                }));
  }
}
