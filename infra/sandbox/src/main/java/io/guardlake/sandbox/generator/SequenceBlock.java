package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/**
 * {@code service.detection.sequence}: who did it, to what, from where, and the signals that
 * together make an attack.
 */
final class SequenceBlock {
  private static final String ACTOR = "actor-1";

  private final Scene scene;
  private final Dice dice;
  private final List<Remote> endpoints;
  private final List<SequenceResource> resources;

  private SequenceBlock(Scene scene) {
    this.scene = scene;
    dice = scene.latest();
    endpoints = List.of(scene.remote(), Remote.draw(dice));
    resources = SequenceResources.of(scene);
  }

  static void write(Json json, Scene scene) throws IOException {
    json.object("sequence", new SequenceBlock(scene)::sequence);
  }

  static String endpointId(int number) {
    return "endpoint-" + (number + 1);
  }

  private void sequence(Json json) throws IOException {
    json.text("uid", "sequence-" + scene.findingId());
    json.text("description", scene.description());
    json.array("actors", actors -> actors.element(this::actor));
    json.array("resources", this::resources);
    json.array("endpoints", this::endpoints);
    json.array("signals", this::signals);
    json.array("sequenceIndicators", all -> SequenceIndicators.ofSequence(all, scene));
    json.texts("additionalSequenceTypes", additionalTypes());
  }

  private List<String> additionalTypes() {
    boolean credentials = scene.kind().type().contains(":IAM/");
    return dice.chance(0.7)
        ? List.of()
        : List.of(
            credentials
                ? "AttackSequence:S3/CompromisedData"
                : "AttackSequence:IAM/CompromisedCredentials");
  }

  private void actor(Json json) throws IOException {
    json.text("id", ACTOR);
    json.object("user", this::user);
    json.object("session", this::session);

    if (!scene.kind().type().contains(":IAM/") && !scene.kind().type().contains(":S3/")) {
      json.object(
          "process",
          process ->
              process
                  .text("name", scene.process())
                  .text("path", scene.program())
                  .text("sha256", scene.namedDice(scene.program()).hex(64)));
    }
  }

  private void user(Json json) throws IOException {
    Asset asset = scene.asset();
    json.text("name", asset.user());
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

  private void session(Json json) throws IOException {
    json.text("uid", dice.hex(16));
    json.text("mfaStatus", dice.chance(0.7) ? "DISABLED" : "ENABLED");
    json.time("createdTime", scene.moment().firstSeen().minusSeconds(900), scene.times());
    json.text("issuer", scene.origin().iamArn("role/" + scene.asset().role()));
  }

  private void resources(Json json) throws IOException {
    for (SequenceResource resource : resources) {
      json.element(one -> resource.write(one, scene));
    }
  }

  private void endpoints(Json json) throws IOException {
    for (int number = 0; number < endpoints.size(); number++) {
      String id = endpointId(number);
      Remote remote = endpoints.get(number);
      json.element(one -> endpoint(one, id, remote));
    }
  }

  private void endpoint(Json json, String id, Remote remote) throws IOException {
    Place place = remote.place();
    json.text("id", id);
    json.text("ip", remote.address());
    json.text("domain", dice.chance(0.3) ? scene.domain() : null);
    json.number("port", 443);
    json.object(
        "location",
        location ->
            location
                .text("city", place.city())
                .text("country", place.country())
                .decimal("lat", place.latitude())
                .decimal("lon", place.longitude()));
    json.object(
        "autonomousSystem",
        system -> system.text("name", place.organization()).number("number", place.asn()));
    json.object(
        "connection",
        connection -> connection.text("direction", dice.chance(0.7) ? "INBOUND" : "OUTBOUND"));
  }

  private void signals(Json json) throws IOException {
    for (int number = 0; number < scene.signals(); number++) {
      SequenceResource about = resources.get(number % resources.size());
      String endpoint = endpointId(number % endpoints.size());
      int place = number;
      json.element(one -> SequenceSignal.write(one, scene, place, about.uid(), ACTOR, endpoint));
    }
  }
}
