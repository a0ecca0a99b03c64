package io.guardlake.sandbox.generator;

import java.io.IOException;

/**
 * One resource of an attack sequence.
 *
 * @param type as in {@code resourceType}
 * @param data the fields of the one member that {@code data} has
 */
record SequenceResource(
    String uid, String name, String type, String service, String member, Json.Body data) {

  void write(Json json, Scene scene) throws IOException {
    json.text("uid", uid);
    json.text("name", name);
    json.text("accountId", scene.origin().accountId());
    json.text("resourceType", type);
    json.text("region", scene.origin().region());
    json.text("service", service);
    json.text("cloudPartition", scene.origin().partition());
    Dice dice = scene.assetDice("tags of " + type);

    if (dice.chance(0.5)) {
      json.array("tags", tags -> {});
    } else {
      InstanceBlock.tags(json, scene, dice);
    }

    json.object("data", union -> union.object(member, data));
  }
}
