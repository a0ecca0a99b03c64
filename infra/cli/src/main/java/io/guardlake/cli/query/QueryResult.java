package io.guardlake.cli.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An answer.
 *
 * @param columns the names
 * @param rows a cell a column: null, a text, a number, a boolean, or a list or map of such
 */
public record QueryResult(List<String> columns, List<List<Object>> rows) {
  public QueryResult {
    columns = List.copyOf(columns);
    // Cells may be null, which List.copyOf refuses.
    rows = rows.stream().map(row -> Collections.unmodifiableList(new ArrayList<>(row))).toList();
  }
}
