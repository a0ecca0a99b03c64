package io.guardlake.setup.config;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The fields of one mapping. Every reader returns something, empty on an error, so that one pass
 * finds all that is wrong. Scalars are taken as written: an account id keeps its leading zeros.
 */
final class Fields {
  private final Node node;
  private final String path;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  Fields(Node node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;

    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, path, "must be a mapping of fields, one 'name: value' a line.");
      return;
    }

    for (NodeTuple tuple : mapping.getValue()) {
      String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";

      if (keys.putIfAbsent(name, tuple.getKeyNode()) != null) {
        problems.add(tuple.getKeyNode(), at(name), "is given twice; keep one of them.");
        continue;
      }

      if (!isNull(tuple.getValueNode())) {
        values.put(name, tuple.getValueNode());
      }
    }
  }

  /** A field's text, checked; empty where it is left out or wrong. */
  Optional<String> text(String name, Check check) {
    return node(name).flatMap(value -> scalar(value, at(name), check));
  }

  Optional<String> text(String name) {
    return text(name, Check.ANYTHING);
  }

  Optional<String> required(String name, Check check) {
    require(name);
    return text(name, check);
  }

  /** Reports a field that is left out. */
  void require(String name) {
    known.add(name);

    if (!values.containsKey(name)) {
      problems.add(node, at(name), "is missing; this field is needed.");
    }
  }

  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return node(name).flatMap(value -> choice(value, at(name), type));
  }

  Optional<Integer> days(String name) {
    return text(name, Check.DAYS).map(Integer::valueOf);
  }

  /** A nested mapping. */
  <T> Optional<T> nested(String name, Function<Fields, T> reader) {
    return node(name)
        .map(
            value -> {
              Fields fields = new Fields(value, at(name), problems);
              T read = reader.apply(fields);
              fields.finish();
              return read;
            });
  }

  Optional<List<String>> texts(String name, Check check) {
    return elements(name, (value, field) -> scalar(value, field, check));
  }

  <E extends Enum<E>> Optional<List<E>> choices(String name, Class<E> type) {
    return elements(name, (value, field) -> choice(value, field, type));
  }

  <T> Optional<List<T>> mappings(String name, Function<Fields, Optional<T>> reader) {
    return elements(
        name,
        (value, field) -> {
          Fields fields = new Fields(value, field, problems);
          Optional<T> read = reader.apply(fields);
          fields.finish();
          return read;
        });
  }

  /** Whether a field is there and is this one word. */
  boolean isWord(String name, String word) {
    known.add(name);
    return values.get(name) instanceof ScalarNode scalar && scalar.getValue().equals(word);
  }

  boolean has(String name) {
    known.add(name);
    return values.containsKey(name);
  }

  void problem(String name, String sentence) {
    problems.add(values.getOrDefault(name, node), at(name), sentence);
  }

  /** Reports the fields that nothing asked for: a misspelt field must not be left untouched. */
  void finish() {
    for (Map.Entry<String, Node> key : keys.entrySet()) {
      if (!known.contains(key.getKey())) {
        problems.add(
            key.getValue(),
            at(key.getKey()),
            "is no field here; there are: %s.".formatted(String.join(", ", known)));
      }
    }
  }

  private <T> Optional<List<T>> elements(
      String name, BiFunction<Node, String, Optional<T>> reader) {
    Optional<Node> found = node(name);

    if (found.isEmpty()) {
      return Optional.empty();
    }

    if (!(found.get() instanceof SequenceNode sequence)) {
      problems.add(found.get(), at(name), "must be a list: [a, b], or one '- a' a line.");
      return Optional.empty();
    }

    List<T> read = new ArrayList<>();
    int index = 0;

    for (Node element : sequence.getValue()) {
      reader.apply(element, "%s[%d]".formatted(at(name), index)).ifPresent(read::add);
      index++;
    }

    return Optional.of(read);
  }

  private Optional<Node> node(String name) {
    known.add(name);
    return Optional.ofNullable(values.get(name));
  }

  private Optional<String> scalar(Node value, String field, Check check) {
    if (!(value instanceof ScalarNode scalar) || isNull(value)) {
      problems.add(value, field, "must be a single value.");
      return Optional.empty();
    }

    Optional<String> complaint = check.complaint(scalar.getValue());
    complaint.ifPresent(sentence -> problems.add(value, field, sentence));
    return complaint.isPresent() ? Optional.empty() : Optional.of(scalar.getValue());
  }

  private <E extends Enum<E>> Optional<E> choice(Node value, String field, Class<E> type) {
    String text = value instanceof ScalarNode scalar ? scalar.getValue() : "";
    Optional<E> chosen =
        Stream.of(type.getEnumConstants()).filter(each -> each.name().equals(text)).findFirst();

    if (chosen.isEmpty()) {
      String all = Stream.of(type.getEnumConstants()).map(Enum::name).collect(joining(", "));
      String hint = text.equals(text.toUpperCase(Locale.ROOT)) ? "" : " (in capitals)";
      problems.add(value, field, "'%s' must be one of %s%s.".formatted(text, all, hint));
    }

    return chosen;
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static boolean isNull(Node value) {
    return value instanceof ScalarNode && value.getTag().equals(Tag.NULL);
  }
}
