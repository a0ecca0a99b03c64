package io.guardlake.sandbox.generator;

import java.io.IOException;

/**
 * What {@code service.additionalInfo} says of a type of finding. Drawn when made, as it is written
 * twice and must be the same both times.
 */
final class AdditionalInfoFields {
  private final Scene scene;
  private final String type;
  private final String list;
  private final String threat;
  private final int port;
  private final int apiCalls;

  AdditionalInfoFields(Scene scene) {
    this.scene = scene;
    type = scene.kind().type();
    Dice dice = scene.latest();
    list = dice.pick(Words.THREAT_LISTS);
    threat = scene.threatName(0);
    port = dice.between(1024, 65_535);
    apiCalls = dice.between(1, 3);
  }

  void write(Json json) throws IOException {
    if (scene.moment().sample()) {
      json.flag("sample", true);
    }

    if (type.endsWith("PortUnusual") || type.contains("UnusualDNS")) {
      // A number here, and an object where a login was unusual.
      json.number("unusual", port).text("unusualProtocol", "TCP");
    } else if (type.contains("VolumeUnusual")) {
      json.number("outBytes", 1_000_000L * port).text("unusualProtocol", "UDP");
    } else if (type.contains("ConsoleLogin")) {
      json.object("unusual", unusual -> unusual.text("isps", organization()));
    } else if (type.contains("MaliciousIP") || type.contains("Tor") || type.contains("C&C")) {
      threatList(json);
    } else if (type.contains("Anomalous") && scene.kind().activity().name().contains("CALL")) {
      anomaly(json);
    } else if (type.contains("Portscan") || type.contains("PortSweep")) {
      json.number("portsScannedSample", port);
    } else if (scene.kind().activity() == Activity.INSTANCE_API_CALL) {
      recentCalls(json);
    }
  }

  private void threatList(Json json) throws IOException {
    json.text("threatListName", list).text("threatName", threat);

    if (type.endsWith("DNS")) {
      json.text("domain", scene.domain());
    }
  }

  private void anomaly(Json json) throws IOException {
    json.object(
        "userAgent",
        agent -> agent.text("fullUserAgent", "aws-cli/2.17.44").text("userAgentCategory", "CLI"));
    json.object("anomalies", all -> all.text("anomalousAPIs", anomalous()));
    json.object(
        "profiledBehavior",
        usual ->
            usual
                .text("frequentProfiledAPIsAccountProfiling", "DescribeInstances , GetObject")
                .text("frequentProfiledASNsUserIdentityProfiling", "Example Cloud"));
    json.object(
        "unusualBehavior",
        unusual ->
            unusual
                .text("unusualAPIsAccountProfiling", scene.call().api())
                .text("unusualASNsUserIdentityProfiling", organization()));
    json.array(
        "apiCalls",
        calls -> {
          for (int call = 0; call < apiCalls; call++) {
            String name = call == 0 ? scene.call().api() : "Describe" + call;
            long seen = scene.moment().firstSeen().getEpochSecond() - 60L * call;
            calls.element(
                one ->
                    one.text("name", name)
                        .number("count", 1)
                        .number("firstSeen", seen)
                        .number("lastSeen", seen + 30));
          }
        });
  }

  private void recentCalls(Json json) throws IOException {
    json.array(
        "recentApiCalls",
        calls ->
            calls.element(one -> one.text("api", scene.call().api()).number("count", apiCalls)));
  }

  private String anomalous() {
    return scene.call().service() + ":[" + scene.call().api() + ":success]";
  }

  private String organization() {
    return scene.remote().place().organization();
  }
}
