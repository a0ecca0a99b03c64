package io.guardlake.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The application properties that Amazon Managed Service for Apache Flink gives a job: a JSON list
 * of {@code {"PropertyGroupId": ..., "PropertyMap": {...}}} in a file at a fixed place. Ours are
 * those of the group {@code guardlake}.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-properties.html">Runtime
 *     properties</a>
 */
public final class PlatformProperties {
  /** Where the service puts the file. */
  public static final Path FILE = Path.of("/etc/flink/application_properties.json");

  private static final String GROUP = "guardlake";

  private PlatformProperties() {}

  /** The properties in the file; none where there is no such file. */
  public static Map<String, String> read(Path file) {
    Map<String, String> properties = new HashMap<>();

    if (!Files.exists(file)) {
      return properties;
    }

    try {
      for (JsonNode group : new ObjectMapper().readTree(file.toFile())) {
        if (group.path("PropertyGroupId").asText().equals(GROUP)) {
          group
              .path("PropertyMap")
              .properties()
              .forEach(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
        }
      }
    } catch (IOException e) {
      throw new UsageException(
          "The application properties in %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }

    return properties;
  }
}
