package io.guardlake.schemas.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value as a tree. Of keys that stand twice in an object the last one counts. Where it
 * matters, a value knows its place: numbers that rise in the order in which values end.
 */
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

  record Obj(Map<String, Json> fields, int place) implements Json {}

  record Arr(List<Json> elements) implements Json {}

  record Text(String text, int place) implements Json {}

  /** A number, as it is written. */
  record Num(String text, int place) implements Json {}

  record Bool(boolean value, int place) implements Json {}

  record Null() implements Json {}

  /** The tree of a whole document, or nothing if it is not UTF-8 or not one JSON value. */
  static Optional<Json> parse(byte[] document) {
    try {
      return parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString());
    } catch (CharacterCodingException e) {
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

    Json value = new Reading(parser).value();
    return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
  }

  /** The reading of one document. */
  final class Reading {
    private final JsonParser parser;
    private int places;

    private Reading(JsonParser parser) {
      this.parser = parser;
    }

    private Json value() throws IOException {
      JsonToken token = parser.currentToken();

      return switch (token) {
        case START_OBJECT -> object();
        case START_ARRAY -> array();
        case VALUE_STRING -> new Text(parser.getText(), places++);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getText(), places++);
        case VALUE_TRUE, VALUE_FALSE -> new Bool(token == JsonToken.VALUE_TRUE, places++);
        case VALUE_NULL -> new Null();
        default -> throw new IOException("unexpected token " + token);
      };
    }

    private Json object() throws IOException {
      Map<String, Json> fields = new LinkedHashMap<>();

      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        fields.remove(name);
        fields.put(name, value());
      }

      return new Obj(fields, places++);
    }

    private Json array() throws IOException {
      List<Json> elements = new ArrayList<>();

      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value());
      }

      return new Arr(elements);
    }
  }
}
