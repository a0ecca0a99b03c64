package io.guardlake.schemas.yaml;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
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
public final class YamlFields {
  private final Node node;
  private final String path;
  private final YamlProblems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  YamlFields(Node node, String path, YamlProblems problems) {
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
  public Optional<String> text(String name, TextCheck check) {
    return node(name).flatMap(value -> scalar(value, at(name), check));
  }

  public Optional<String> text(String name) {
    return text(name, TextCheck.anything());
  }

  public Optional<String> required(String name, TextCheck check) {
    require(name);
    return text(name, check);
  }

  /** Reports a field that is left out. */
  public void require(String name) {
    known.add(name);

    if (!values.containsKey(name)) {
      problems.add(node, at(name), "is missing; this field is needed.");
    }
  }

  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return node(name).flatMap(value -> choice(value, at(name), type));
  }

  /** A nested mapping. */
  public <T> Optional<T> nested(String name, Function<YamlFields, T> reader) {
    return node(name)
        .map(
            value -> {
              YamlFields fields = new YamlFields(value, at(name), problems);
              T read = reader.apply(fields);
              fields.finish();
              return read;
            });
  }

  public Optional<List<String>> texts(String name, TextCheck check) {
    return elements(name, (value, field) -> scalar(value, field, check));
  }

  public <E extends Enum<E>> Optional<List<E>> choices(String name, Class<E> type) {
    return elements(name, (value, field) -> choice(value, field, type));
  }

  /** A list of texts, or one text that stands for a list of one. */
  public Optional<List<String>> oneOrMore(String name, TextCheck check) {
    if (values.get(name) instanceof ScalarNode) {
      return text(name, check).map(List::of);
    }

    return texts(name, check);
  }

  /** A nested mapping whose names are the file's own choice, such as tags. */
  public <T> Optional<Map<String, T>> named(
      String name, TextCheck check, BiFunction<YamlFields, String, Optional<T>> reader) {
    return nested(
        name,
        fields -> {
          Map<String, T> read = new LinkedHashMap<>();

          for (Map.Entry<String, Node> key : fields.keys.entrySet()) {
            fields.known.add(key.getKey());
            check
                .complaint(key.getKey())
                .ifPresentOrElse(
                    sentence -> problems.add(key.getValue(), fields.at(key.getKey()), sentence),
                    () ->
                        reader
                            .apply(fields, key.getKey())
                            .ifPresent(value -> read.put(key.getKey(), value)));
          }

          return Collections.unmodifiableMap(read);
        });
  }

  public <T> Optional<List<T>> mappings(String name, Function<YamlFields, Optional<T>> reader) {
    return elements(
        name,
        (value, field) -> {
          YamlFields fields = new YamlFields(value, field, problems);
          Optional<T> read = reader.apply(fields);
          fields.finish();
          return read;
        });
  }

  /** Whether a field is there and is this one word. */
  public boolean isWord(String name, String word) {
    known.add(name);
    return values.get(name) instanceof ScalarNode scalar && scalar.getValue().equals(word);
  }

  public boolean has(String name) {
    known.add(name);
    return values.containsKey(name);
  }

  public void problem(String name, String sentence) {
    problems.add(values.getOrDefault(name, node), at(name), sentence);
  }

  /** Reports the fields that nothing asked for: a misspelt field must not be left untouched. */
  public void finish() {
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

  private Optional<String> scalar(Node value, String field, TextCheck check) {
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
