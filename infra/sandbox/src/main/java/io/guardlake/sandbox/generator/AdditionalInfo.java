package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code service.additionalInfo}: since about 2022 the same fields stand inline and, as JSON text,
 * in {@code value}; the SDK's model knows only the latter.
 */
final class AdditionalInfo {
  private AdditionalInfo() {}

  static void write(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    int apiCalls = dice.between(1, 3);
    String list = dice.pick(Words.THREAT_LISTS);
    int port = dice.between(1024, 65_535);
    // Written twice, so it must not draw anything itself.
    Json.Body fields =
        inline -> {
          if (scene.moment().sample()) {
            inline.flag("sample", true);
          }

          details(inline, scene, apiCalls, list, port);
        };
    String value = new String(Json.bytes(fields), StandardCharsets.UTF_8);
    json.object(
        "additionalInfo",
        info -> {
          fields.write(info);
          info.text("value", value);
          info.text("type", "default");
        });
  }

  private static void details(Json json, Scene scene, int apiCalls, String list, int port)
      throws IOException {
    String type = scene.kind().type();

    if (type.endsWith("PortUnusual") || type.contains("UnusualDNS")) {
      json.number("unusual", port).text("unusualProtocol", "TCP");
      return;
    }

    if (type.contains("ConsoleLogin")) {
      json.object(
          "unusual", unusual -> unusual.text("isps", scene.remote().place().organization()));
      return;
    }

    if (type.contains("MaliciousIP") || type.contains("Tor") || type.contains("C&C")) {
      json.text("threatListName", list);

      if (type.endsWith("DNS")) {
        json.text("domain", scene.domain());
      }

      return;
    }

    if (type.contains("Anomalous") && scene.kind().activity().name().contains("CALL")) {
      json.object(
          "userAgent",
          agent -> agent.text("fullUserAgent", "aws-cli/2.17.44").text("userAgentCategory", "CLI"));
      json.array(
          "apiCalls",
          calls -> {
            for (int call = 0; call < apiCalls; call++) {
              String name = call == 0 ? scene.call().api() : "Describe" + call;
              long seen = scene.moment().createdAt().getEpochSecond() - 60L * call;
              calls.element(
                  one ->
                      one.text("name", name)
                          .number("count", 1)
                          .number("firstSeen", seen)
                          .number("lastSeen", seen + 30));
            }
          });
    }
  }
}
