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
    AdditionalInfoFields fields = new AdditionalInfoFields(scene);

    if (scene.latest().chance(0.04)) {
      // As before 2022: inline alone, and often nothing at all.
      json.object("additionalInfo", fields::write);
      return;
    }

    String value = new String(Json.bytes(fields::write), StandardCharsets.UTF_8);
    json.object(
        "additionalInfo",
        info -> {
          fields.write(info);
          info.text("value", value);
          info.text("type", "default");
        });
  }
}
