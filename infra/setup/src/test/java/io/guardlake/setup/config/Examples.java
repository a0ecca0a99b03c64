package io.guardlake.setup.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the module ships beside its classes. */
public final class Examples {
  private Examples() {}

  public static String yaml() {
    return resource("setup.example.yaml");
  }

  static String schema() {
    return resource("setup.schema.json");
  }

  private static String resource(String name) {
    try (InputStream stream = ConfigReader.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
