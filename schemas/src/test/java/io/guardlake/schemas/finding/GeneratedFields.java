package io.guardlake.schemas.finding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Counts in how many findings each field of the model has a value; null is none. */
final class GeneratedFields {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final ModelField model;
  private final Map<String, Integer> findingsByPath = new HashMap<>();
  private final Map<String, Set<String>> valuesByPath = new HashMap<>();
  private final Set<String> beyondModel = new TreeSet<>();
  private Set<String> inThisFinding;

  GeneratedFields(ModelField model) {
    this.model = model;
  }

  void count(byte[] line) throws IOException {
    inThisFinding = new HashSet<>();

    try (JsonParser parser = FACTORY.createParser(line)) {
      parser.nextToken();
      fields(parser, model);
    }

    inThisFinding.forEach(path -> findingsByPath.merge(path, 1, Integer::sum));
  }

  int findings(ModelField field) {
    return findingsByPath.getOrDefault(field.path(), 0);
  }

  /** The values seen of a field with a closed set of them. */
  Set<String> values(ModelField field) {
    return valuesByPath.getOrDefault(field.path(), Set.of());
  }

  /** What was generated and is not in the model. */
  Set<String> beyondModel() {
    return beyondModel;
  }

  private void fields(JsonParser parser, ModelField object) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      ModelField field = object.named(name);
      parser.nextToken();

      if (field == null) {
        beyondModel.add(object.path() + "." + name);
        parser.skipChildren();
      } else {
        value(parser, field);
      }
    }
  }

  private void value(JsonParser parser, ModelField field) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_NULL -> {}
      case START_OBJECT -> {
        inThisFinding.add(field.path());
        fields(parser, field);
      }
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value(parser, field);
        }
      }
      default -> {
        inThisFinding.add(field.path());

        if (!field.values().isEmpty()) {
          valuesByPath
              .computeIfAbsent(field.path(), absent -> new TreeSet<>())
              .add(parser.getText());
        }
      }
    }
  }
}
