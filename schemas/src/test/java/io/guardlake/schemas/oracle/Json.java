package io.guardlake.schemas.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value as a tree. Of keys that stand twice in an object the last one counts. */
sealed interface Json {
  JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  record Obj(Map<String, Json> fields) implements Json {}

  record Arr(List<Json> elements) implements Json {}

  record Text(String text) implements Json {}

  /** A number, as it is written. */
  record Num(String text) implements Json {}

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}

  /** The tree of a whole document, or nothing if it is not one JSON value. */
  static Optional<Json> parse(byte[] document) {
    try (JsonParser parser = FACTORY.createParser(document)) {
      return whole(parser);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The tree of a whole document, or nothing if it is not one JSON value. */
  static Optional<Json> parse(String document) {
    try (JsonParser parser = FACTORY.createParser(document)) {
      return whole(parser);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Json> whole(JsonParser parser) throws IOException {
    if (parser.nextToken() == null) {
      return Optional.empty();
    }

    Json value = value(parser);
    return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
  }

  private static Json value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();

    return switch (token) {
      case START_OBJECT -> {
        Map<String, Json> fields = new LinkedHashMap<>();

        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          parser.nextToken();
          fields.remove(name);
          fields.put(name, value(parser));
        }

        yield new Obj(fields);
      }
      case START_ARRAY -> {
        List<Json> elements = new ArrayList<>();

        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }

        yield new Arr(elements);
      }
      case VALUE_STRING -> new Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> new Bool(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> new Null();
      default -> throw new IOException("unexpected token " + token);
    };
  }
}
