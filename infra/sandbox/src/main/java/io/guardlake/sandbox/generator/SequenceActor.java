package io.guardlake.sandbox.generator;

import java.io.IOException;

/**
 * Who acts in an attack sequence: a user in a session, or a process.
 *
 * @param asset whose user it is
 * @param program the path of what the process runs; null for a user
 */
record SequenceActor(String id, Asset asset, String program) {
  SequenceStep.Actor kind() {
    return program == null ? SequenceStep.Actor.USER : SequenceStep.Actor.PROCESS;
  }

  void write(Json json, Scene scene) throws IOException {
    json.text("id", id);

    if (program != null) {
      json.object("process", process -> process(process, scene));
      return;
    }

    json.object("user", user -> user(user, scene));
    json.object("session", session -> session(session, scene));
  }

  private void process(Json json, Scene scene) throws IOException {
    json.text("name", program.substring(program.lastIndexOf('/') + 1));
    json.text("path", program);
    json.text("sha256", scene.namedDice(program).hex(64));
  }

  private void user(Json json, Scene scene) throws IOException {
    json.text("name", IdentityBlock.userName(asset));
    json.text("uid", IdentityBlock.principalId(asset));
    json.text("type", IdentityBlock.userType(asset));
    json.text("credentialUid", asset.accessKeyId());
    json.object(
        "account",
        account ->
            account
                .text("uid", scene.origin().accountId())
                .text("account", asset.team() + "-" + asset.stage()));
  }

  private void session(Json json, Scene scene) throws IOException {
    Dice dice = scene.lastingDice("session of " + id);
    json.text("uid", dice.hex(16));
    json.text("mfaStatus", dice.chance(0.7) ? "DISABLED" : "ENABLED");
    json.time(
        "createdTime",
        scene.moment().firstSeen().minusSeconds(dice.between(60, 1800)),
        scene.times());
    json.text("issuer", scene.origin().iamArn("role/" + asset.role()));
  }
}
