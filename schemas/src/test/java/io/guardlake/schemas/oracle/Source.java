package io.guardlake.schemas.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  /** A value, and the place in the line by which values of several sources are ordered. */
  record Placed(Json value, int place) {}

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
  List<Placed> values(Json finding, boolean forList) {
    return switch (kind) {
      case PLAIN -> plain(finding, path, forList).map(Source::inItsPlace).toList();
      case WHERE -> parents(finding).flatMap(this::where).toList();
      case OR -> parents(finding).flatMap(this::or).toList();
      case EMBEDDED ->
          plain(finding, path, false).flatMap(text -> embedded(text, forList)).toList();
      case FREE ->
          entries(finding).entrySet().stream()
              .filter(entry -> argument.isEmpty() || argument.equals(entry.getKey()))
              .map(entry -> new Placed(new Json.Text(entry.getValue(), 0), endOfFree(finding)))
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
            .map(value -> objects(value).size())
            .toList();
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(counts.stream().mapToInt(Integer::intValue).sum());
  }

  /** The entries here; of a key that stands twice the first counts. */
  Map<String, String> entries(Json finding) {
    Map<String, String> entries = new LinkedHashMap<>();

    if (kind == Kind.FREE) {
      parents(finding)
          .map(parent -> parent.fields().get(last()))
          .forEach(value -> freeEntries(value, entries));
      return entries;
    }

    parents(finding)
        .map(parent -> parent.fields().get(last()))
        .flatMap(value -> objects(value).stream())
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

  private static Source of(String text, Kind kind, String path, String argument, String expected) {
    return new Source(text, kind, List.of(path.split("\\.")), argument, expected);
  }

  private int endOfFree(Json finding) {
    return parents(finding)
        .map(parent -> parent.fields().get(last()))
        .filter(value -> value instanceof Json.Obj)
        .mapToInt(value -> ((Json.Obj) value).place())
        .max()
        .orElse(0);
  }

  private Stream<Placed> where(Json.Obj parent) {
    boolean matches =
        parent.fields().get(argument) instanceof Json.Text text && text.text().equals(expected);
    return matches
        ? leaf(parent, last(), false)
            .filter(value -> value instanceof Json.Text)
            .map(value -> new Placed(value, parent.place()))
        : Stream.empty();
  }

  private Stream<Placed> or(Json.Obj parent) {
    Json first = parent.fields().get(last());
    Json chosen =
        first instanceof Json.Text text && Values.isValue(text.text())
            ? first
            : parent.fields().get(argument);
    return chosen instanceof Json.Text
        ? Stream.of(new Placed(chosen, parent.place()))
        : Stream.empty();
  }

  private Stream<Placed> embedded(Json value, boolean forList) {
    if (!(value instanceof Json.Text text)) {
      return Stream.empty();
    }

    return Json.parse(text.text()).stream()
        .filter(json -> json instanceof Json.Obj)
        .flatMap(inner -> plain(inner, List.of(argument.split("\\.")), forList))
        .map(found -> new Placed(found, text.place()));
  }

  private static Placed inItsPlace(Json value) {
    if (value instanceof Json.Text text) {
      return new Placed(value, text.place());
    }

    return new Placed(
        value, value instanceof Json.Num number ? number.place() : ((Json.Bool) value).place());
  }

  private Stream<Json.Obj> parents(Json finding) {
    return parents(finding, path).stream();
  }

  private static List<Json.Obj> parents(Json root, List<String> path) {
    List<Json.Obj> parents = objects(root);

    for (int i = 0; i < path.size() - 1 && !parents.isEmpty(); i++) {
      List<Json.Obj> children = new ArrayList<>();

      for (Json.Obj parent : parents) {
        children.addAll(objects(parent.fields().get(path.get(i))));
      }

      parents = children;
    }

    return parents;
  }

  private String last() {
    return path.get(path.size() - 1);
  }

  private static Stream<Json> plain(Json root, List<String> path, boolean forList) {
    return parents(root, path).stream()
        .flatMap(parent -> leaf(parent, path.get(path.size() - 1), forList));
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

  private static List<Json.Obj> objects(Json value) {
    if (value instanceof Json.Obj object) {
      return List.of(object);
    }

    List<Json.Obj> objects = new ArrayList<>();

    if (value instanceof Json.Arr array) {
      for (Json element : array.elements()) {
        if (element instanceof Json.Obj object) {
          objects.add(object);
        }
      }
    }

    return objects;
  }
}
