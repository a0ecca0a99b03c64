package io.guardlake.schemas.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One place that a column takes values from, as the oracle's table writes it:
 *
 * <ul>
 *   <li>{@code a.b.c}, a plain value; {@code a.b.c[]}, one that is an array by nature;
 *   <li>{@code a.b where c is X}, if the sibling c is the text X;
 *   <li>{@code a.b or c}, the sibling c where b is no text;
 *   <li>{@code a.b in the JSON text of c.d};
 *   <li>{@code the number of a.b}, how many objects there are;
 *   <li>{@code a.b.*}, the texts of an object with free keys; {@code a.b.*X}, the one of key X;
 *   <li>{@code a.b{key,value}}, objects that are pairs.
 * </ul>
 *
 * Arrays of objects are passed through wherever they stand.
 */
record Source(String text, Kind kind, List<String> path, String argument, String expected) {
  enum Kind {
    PLAIN,
    WHERE,
    OR,
    EMBEDDED,
    COUNT,
    FREE,
    PAIRS
  }

  private static final Pattern WHERE = Pattern.compile("(.+) where (.+) is (.+)");
  private static final Pattern OR = Pattern.compile("(.+) or (.+)");
  private static final Pattern EMBEDDED = Pattern.compile("(.+) in the JSON text of (.+)");
  private static final Pattern COUNT = Pattern.compile("the number of (.+)");
  private static final Pattern FREE = Pattern.compile("(.+)\\.\\*(.*)");
  private static final Pattern PAIRS = Pattern.compile("(.+)\\{key,value\\}");

  static Source parse(String text) {
    Matcher where = WHERE.matcher(text);

    if (where.matches()) {
      return of(text, Kind.WHERE, where.group(1), where.group(2), where.group(3));
    }

    Matcher or = OR.matcher(text);

    if (or.matches()) {
      return of(text, Kind.OR, or.group(1), or.group(2), "");
    }

    Matcher embedded = EMBEDDED.matcher(text);

    if (embedded.matches()) {
      return of(text, Kind.EMBEDDED, embedded.group(2), embedded.group(1), "");
    }

    Matcher count = COUNT.matcher(text);

    if (count.matches()) {
      return of(text, Kind.COUNT, count.group(1), "", "");
    }

    Matcher free = FREE.matcher(text);

    if (free.matches()) {
      return of(text, Kind.FREE, free.group(1), free.group(2), "");
    }

    Matcher pairs = PAIRS.matcher(text);
    return pairs.matches()
        ? of(text, Kind.PAIRS, pairs.group(1), "", "")
        : of(text, Kind.PLAIN, text, "", "");
  }

  /** The plain values here, in order. */
  List<Json> values(Json finding, boolean forList) {
    return switch (kind) {
      case PLAIN -> plain(finding, path, forList).toList();
      case WHERE -> parents(finding).flatMap(this::where).toList();
      case OR -> parents(finding).flatMap(this::or).toList();
      case EMBEDDED ->
          plain(finding, path, false)
              .flatMap(Source::embedded)
              .flatMap(inner -> plain(inner, List.of(argument.split("\\.")), forList))
              .toList();
      case FREE ->
          entries(finding).entrySet().stream()
              .filter(entry -> argument.isEmpty() || argument.equals(entry.getKey()))
              .map(entry -> (Json) new Json.Text(entry.getValue()))
              .toList();
      case COUNT, PAIRS -> throw new IllegalStateException(text + " has no plain values");
    };
  }

  /** How many objects are here, or nothing if there is neither an object nor an array. */
  Optional<Integer> count(Json finding) {
    List<Integer> counts =
        parents(finding)
            .map(parent -> parent.fields().get(last()))
            .filter(value -> value instanceof Json.Arr || value instanceof Json.Obj)
            .map(value -> (int) objects(value).count())
            .toList();
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(counts.stream().mapToInt(Integer::intValue).sum());
  }

  /** The entries here; of a key that stands twice the first counts. */
  Map<String, String> entries(Json finding) {
    Map<String, String> entries = new java.util.LinkedHashMap<>();

    if (kind == Kind.FREE) {
      parents(finding)
          .map(parent -> parent.fields().get(last()))
          .forEach(value -> freeEntries(value, entries));
      return entries;
    }

    parents(finding)
        .map(parent -> parent.fields().get(last()))
        .flatMap(Source::objects)
        .forEach(pair -> pairEntry(pair, entries));
    return entries;
  }

  private static void freeEntries(Json value, Map<String, String> entries) {
    if (value instanceof Json.Obj object) {
      object
          .fields()
          .forEach(
              (key, element) -> {
                if (element instanceof Json.Text text) {
                  entries.putIfAbsent(Values.clean(key), Values.clean(text.text()));
                }
              });
    }
  }

  private static void pairEntry(Json.Obj pair, Map<String, String> entries) {
    String key = pair.fields().get("key") instanceof Json.Text text ? text.text() : "";
    String value = pair.fields().get("value") instanceof Json.Text text ? text.text() : "";

    if (!key.isEmpty()) {
      entries.putIfAbsent(Values.clean(key), Values.clean(value));
    }
  }

  private static Source of(
      String text, Kind kind, String path, String argument, String expected) {
    return new Source(text, kind, List.of(path.split("\\.")), argument, expected);
  }

  private Stream<Json> where(Json.Obj parent) {
    boolean matches =
        parent.fields().get(argument) instanceof Json.Text text && text.text().equals(expected);
    return matches
        ? leaf(parent, lastOf(path), false).filter(value -> value instanceof Json.Text)
        : Stream.empty();
  }

  private Stream<Json> or(Json.Obj parent) {
    Json first = parent.fields().get(last());
    Json chosen =
        first instanceof Json.Text text && Values.isValue(text.text())
            ? first
            : parent.fields().get(argument);
    return chosen instanceof Json.Text ? Stream.of(chosen) : Stream.empty();
  }

  private Stream<Json.Obj> parents(Json finding) {
    Stream<Json.Obj> parents = objects(finding);

    for (String name : path.subList(0, path.size() - 1)) {
      parents = parents.flatMap(parent -> objects(parent.fields().get(name)));
    }

    return parents;
  }

  private String last() {
    return path.get(path.size() - 1);
  }

  private static String lastOf(List<String> path) {
    return path.get(path.size() - 1);
  }

  private static Stream<Json> plain(Json root, List<String> path, boolean forList) {
    List<Json.Obj> parents = new ArrayList<>(objects(root).toList());

    for (String name : path.subList(0, path.size() - 1)) {
      parents = parents.stream().flatMap(parent -> objects(parent.fields().get(name))).toList();
    }

    return parents.stream().flatMap(parent -> leaf(parent, lastOf(path), forList));
  }

  private static Stream<Json> leaf(Json.Obj parent, String name, boolean forList) {
    boolean list = name.endsWith("[]");
    Json value = parent.fields().get(list ? name.substring(0, name.length() - 2) : name);

    if (value instanceof Json.Arr array) {
      return list || forList ? array.elements().stream().filter(Source::isPlain) : Stream.empty();
    }

    return value != null && isPlain(value) ? Stream.of(value) : Stream.empty();
  }

  private static boolean isPlain(Json value) {
    return !(value instanceof Json.Obj || value instanceof Json.Arr || value instanceof Json.Null);
  }

  private static Stream<Json> embedded(Json value) {
    return value instanceof Json.Text text
        ? Json.parse(text.text()).stream().filter(json -> json instanceof Json.Obj)
        : Stream.empty();
  }

  private static Stream<Json.Obj> objects(Json value) {
    if (value instanceof Json.Obj object) {
      return Stream.of(object);
    }

    return value instanceof Json.Arr array
        ? array.elements().stream()
            .filter(element -> element instanceof Json.Obj)
            .map(element -> (Json.Obj) element)
        : Stream.empty();
  }
}
