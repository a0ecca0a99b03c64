package io.guardlake.athena;

import io.guardlake.schemas.queries.BoundQuery;
import io.guardlake.schemas.queries.SavedQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Values for the parameters of saved queries, so that their answers are not empty. */
final class Picks {
  private final Map<String, String> values = new HashMap<>();

  private Picks() {}

  static Picks of(TrinoLake lake) throws IOException {
    Properties properties = new Properties();

    try (InputStream in =
        Files.newInputStream(
            Path.of(
                System.getProperty("guardlake.root"),
                "schemas/src/test/resources/io/guardlake/schemas/queries/picks.properties"))) {
      properties.load(in);
    }

    Picks picks = new Picks();

    for (String key : properties.stringPropertyNames()) {
      String value = properties.getProperty(key);
      picks.values.put(
          key, value.startsWith("SELECT ") ? (String) lake.query(value).getOnlyValue() : value);
    }

    return picks;
  }

  BoundQuery bind(SavedQuery query, Map<String, String> others) {
    Map<String, String> given = new HashMap<>();
    String prefix = query.name() + ".";
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            given.put(key.substring(prefix.length()), value);
          }
        });
    given.putAll(others);
    return query.bind(given);
  }
}
