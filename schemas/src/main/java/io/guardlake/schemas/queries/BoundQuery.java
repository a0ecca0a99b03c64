package io.guardlake.schemas.queries;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A saved query with a value for each of its parameters. */
public final class BoundQuery {
  /** A text or a quoted name, in which nothing is a parameter, or a parameter. */
  private static final Pattern PLACES =
      Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(?<![:\\w]):([a-z][a-z_]*)");

  private final SavedQuery query;
  private final Map<String, QueryParameter> parameters = new LinkedHashMap<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  BoundQuery(SavedQuery query, Map<QueryParameter, Object> values) {
    this.query = requireNonNull(query, "query is null");
    values.forEach(
        (parameter, value) -> {
          this.parameters.put(parameter.name(), parameter);
          this.values.put(parameter.name(), value);
        });
  }

  /**
   * A statement to prepare.
   *
   * @param sql with a question mark for each value
   * @param values in their order: Long, String, Boolean or LocalDate
   */
  public record Statement(String sql, List<Object> values) {
    public Statement {
      requireNonNull(sql, "sql is null");
      values = List.copyOf(values);
    }
  }

  public SavedQuery query() {
    return query;
  }

  /** For DuckDB: the values travel beside the text. */
  public Statement prepared() {
    List<Object> ordered = new ArrayList<>();
    String sql =
        replaced(
            name -> {
              ordered.add(values.get(name));
              return parameters.get(name).type().placeholder();
            });
    return new Statement(sql, ordered);
  }

  /** For Athena's console: each value as a literal in the text. */
  public String literalText() {
    return replaced(name -> parameters.get(name).type().literal(values.get(name)));
  }

  private String replaced(Function<String, String> replacement) {
    return PLACES
        .matcher(query.sql())
        .replaceAll(match -> Matcher.quoteReplacement(replaced(match, replacement)));
  }

  private String replaced(MatchResult match, Function<String, String> replacement) {
    String name = match.group(1);

    if (name == null) {
      return match.group();
    }

    if (!parameters.containsKey(name)) {
      throw new IllegalStateException(
          "The saved query %s uses :%s, which it does not describe.".formatted(query.name(), name));
    }

    return replacement.apply(name);
  }
}
