package io.guardlake.schemas.oracle;

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
record Source(
    String text, Kind kind, String parent, String name, String argument, String expected) {
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
  private static final String LIST = "[]";

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
  List<Placed> values(Finding finding, boolean forList) {
    List<Json.Obj> parents = finding.objects(parent);

    if (parents.isEmpty()) {
      return List.of();
    }

    return switch (kind) {
      case PLAIN -> plain(parents, name, forList).map(Source::inItsPlace).toList();
      case WHERE -> parents.stream().flatMap(this::where).toList();
      case OR -> parents.stream().flatMap(this::or).toList();
      case EMBEDDED ->
          plain(parents, name, false).flatMap(text -> embedded(text, forList)).toList();
      case FREE -> parents.stream().flatMap(this::free).toList();
      case COUNT, PAIRS -> throw new IllegalStateException(text + " has no plain values");
    };
  }

  /** How many objects are here, or nothing if there is neither an object nor an array. */
  Optional<Integer> count(Finding finding) {
    return finding.objects(parent).stream()
        .map(object -> object.fields().get(name))
        .filter(value -> value instanceof Json.Arr || value instanceof Json.Obj)
        .map(value -> Finding.objects(value).size())
        .reduce(Integer::sum);
  }

  /** The entries here; of a key that stands twice the first counts. */
  Map<String, String> entries(Finding finding) {
    Map<String, String> entries = new LinkedHashMap<>();

    for (Json.Obj object : finding.objects(parent)) {
      if (kind == Kind.FREE) {
        freeEntries(object.fields().get(name), entries);
      } else {
        Finding.objects(object.fields().get(name)).forEach(pair -> pairEntry(pair, entries));
      }
    }

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
    int dot = path.lastIndexOf('.');
    return new Source(
        text,
        kind,
        dot < 0 ? "" : path.substring(0, dot),
        path.substring(dot + 1),
        argument,
        expected);
  }

  private Stream<Placed> where(Json.Obj object) {
    boolean matches =
        object.fields().get(argument) instanceof Json.Text text && text.text().equals(expected);
    return matches
        ? leaf(object, name, false)
            .filter(value -> value instanceof Json.Text)
            .map(value -> new Placed(value, object.place()))
        : Stream.empty();
  }

  private Stream<Placed> or(Json.Obj object) {
    Json first = object.fields().get(name);
    Json chosen =
        first instanceof Json.Text text && Values.isValue(text.text())
            ? first
            : object.fields().get(argument);
    return chosen instanceof Json.Text
        ? Stream.of(new Placed(chosen, object.place()))
        : Stream.empty();
  }

  private Stream<Placed> embedded(Json value, boolean forList) {
    if (!(value instanceof Json.Text text)) {
      return Stream.empty();
    }

    int dot = argument.lastIndexOf('.');
    return Json.parse(text.text()).stream()
        .filter(json -> json instanceof Json.Obj)
        .map(inner -> new Finding(inner).objects(dot < 0 ? "" : argument.substring(0, dot)))
        .flatMap(objects -> plain(objects, argument.substring(dot + 1), forList))
        .map(found -> new Placed(found, text.place()));
  }

  private Stream<Placed> free(Json.Obj object) {
    if (!(object.fields().get(name) instanceof Json.Obj entries)) {
      return Stream.empty();
    }

    return entries.fields().entrySet().stream()
        .filter(entry -> argument.isEmpty() || argument.equals(entry.getKey()))
        .filter(entry -> entry.getValue() instanceof Json.Text)
        .map(entry -> new Placed(entry.getValue(), entries.place()));
  }

  private static Placed inItsPlace(Json value) {
    if (value instanceof Json.Text text) {
      return new Placed(value, text.place());
    }

    return new Placed(
        value, value instanceof Json.Num number ? number.place() : ((Json.Bool) value).place());
  }

  private static Stream<Json> plain(List<Json.Obj> objects, String name, boolean forList) {
    return objects.stream().flatMap(object -> leaf(object, name, forList));
  }

  private static Stream<Json> leaf(Json.Obj object, String name, boolean forList) {
    boolean list = name.endsWith(LIST);
    Json value =
        object.fields().get(list ? name.substring(0, name.length() - LIST.length()) : name);

    if (value instanceof Json.Arr array) {
      return list || forList ? array.elements().stream().filter(Source::isPlain) : Stream.empty();
    }

    return value != null && isPlain(value) ? Stream.of(value) : Stream.empty();
  }

  private static boolean isPlain(Json value) {
    return !(value instanceof Json.Obj || value instanceof Json.Arr || value instanceof Json.Null);
  }
}
