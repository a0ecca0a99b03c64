package io.guardlake.sandbox.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Rows of a table whose first cell is a pattern for finding types. Of a type the rows of the first
 * pattern count that matches it.
 */
final class ByType<T> {
  private final List<Row<T>> rows = new ArrayList<>();
  private final Map<String, List<T>> found = new ConcurrentHashMap<>();

  private record Row<T>(String pattern, Pattern compiled, T value) {}

  ByType(String table, int cells, Function<List<String>, T> parse) {
    for (List<String> row : Table.rows(table, cells)) {
      String pattern = row.get(0);
      rows.add(new Row<>(pattern, Pattern.compile(pattern), parse.apply(row)));
    }
  }

  /** What the table has for a finding type, at least one. */
  List<T> of(String type) {
    return found.computeIfAbsent(type, this::find);
  }

  private List<T> find(String type) {
    String first =
        rows.stream()
            .filter(row -> row.compiled().matcher(type).matches())
            .map(Row::pattern)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No pattern matches " + type + "."));
    return rows.stream().filter(row -> row.pattern().equals(first)).map(Row::value).toList();
  }
}
