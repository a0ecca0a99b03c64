package io.guardlake.setup.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What answers looked like, by service, operation and status, such as {@code guardduty GetDetector
 * 200}. Nothing in it tells of an account: it may be shown to others.
 *
 * @param answers the fields of each, all regions' and accounts' together
 */
public record Recording(SortedMap<String, SortedSet<String>> answers) {
  private static final String FORMAT_VERSION = "1.0";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public Recording {
    SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
    answers.forEach(
        (answer, fields) ->
            copy.put(answer, Collections.unmodifiableSortedSet(new TreeSet<>(fields))));
    answers = Collections.unmodifiableSortedMap(copy);
  }

  /** The name of an answer. */
  public static String name(String service, String operation, int status) {
    return "%s %s %d".formatted(service.toLowerCase(Locale.ROOT), operation, status);
  }

  /** The fields of an answer's body. */
  public static SortedSet<String> fields(String body) {
    return Shape.of(body);
  }

  public String json() {
    ObjectNode root = MAPPER.createObjectNode().put("formatVersion", FORMAT_VERSION);
    ObjectNode all = root.putObject("answers");
    answers.forEach(
        (answer, fields) -> {
          ArrayNode list = all.putArray(answer);
          fields.forEach(list::add);
        });
    return root.toPrettyString() + "\n";
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param name what errors call it
   * @throws IllegalArgumentException when it is no recording of this version
   */
  public static Recording parse(String name, String json) {
    JsonNode root;

    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + " is no recording: it is not JSON.", e);
    }

    if (!root.path("formatVersion").asText().startsWith("1.")) {
      throw new IllegalArgumentException(
          name + " is no recording of this version; record it again with --record.");
    }

    SortedMap<String, SortedSet<String>> answers = new TreeMap<>();

    for (Map.Entry<String, JsonNode> answer : root.path("answers").properties()) {
      SortedSet<String> fields = new TreeSet<>();
      answer.getValue().forEach(field -> fields.add(field.asText()));
      answers.put(answer.getKey(), fields);
    }

    return new Recording(answers);
  }

  /** How another differs from this, where both have an answer: a sentence each. */
  public List<String> differences(Recording other) {
    List<String> sentences = new ArrayList<>();
    answers.forEach(
        (answer, fields) -> {
          if (!other.answers.containsKey(answer)) {
            sentences.add("%s: was recorded, and did not come now.".formatted(answer));
            return;
          }

          SortedSet<String> now = other.answers.get(answer);
          fields.stream()
              .filter(field -> !now.contains(field))
              .forEach(field -> sentences.add("%s: no '%s' now.".formatted(answer, field)));
          now.stream()
              .filter(field -> !fields.contains(field))
              .forEach(
                  field -> sentences.add("%s: '%s' was not recorded.".formatted(answer, field)));
        });
    return sentences;
  }
}
