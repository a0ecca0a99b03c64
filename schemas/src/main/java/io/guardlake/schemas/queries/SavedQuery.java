package io.guardlake.schemas.queries;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A question that analysts ask again and again, with its SQL. The one text runs on Athena's engine
 * (Trino) and on DuckDB with {@link io.guardlake.schemas.sql.DuckDbDialect}.
 *
 * @param name by which it is called, in snake_case
 * @param title the question
 * @param meaning what the answer shows and what to do with it
 * @param sql the text, with {@code :name} where the value of a parameter goes
 */
public record SavedQuery(
    String name, String title, String meaning, List<QueryParameter> parameters, String sql) {
  public SavedQuery {
    requireNonNull(name, "name is null");
    requireNonNull(title, "title is null");
    requireNonNull(meaning, "meaning is null");
    parameters = List.copyOf(parameters);
    requireNonNull(sql, "sql is null");
  }

  /**
   * The query with the values of its parameters.
   *
   * @param given texts by parameter name; the defaults stand for what is left out
   * @throws IllegalArgumentException with a sentence, if one is not known, missing or of another
   *     type
   */
  public BoundQuery bind(Map<String, String> given) {
    requireNonNull(given, "given is null");

    for (String name : given.keySet()) {
      if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
        throw new IllegalArgumentException(
            "The saved query %s has no parameter '%s'; it has %s."
                .formatted(this.name, name, names()));
      }
    }

    Map<QueryParameter, Object> values = new LinkedHashMap<>();

    for (QueryParameter parameter : parameters) {
      values.put(parameter, value(parameter, given.get(parameter.name())));
    }

    return new BoundQuery(this, values);
  }

  /** The query with the default or example for each parameter. */
  public BoundQuery bindExamples() {
    return bind(
        parameters.stream()
            .collect(Collectors.toMap(QueryParameter::name, QueryParameter::example)));
  }

  private Object value(QueryParameter parameter, String given) {
    String text = given == null ? parameter.defaultText() : given;

    if (text == null) {
      throw new IllegalArgumentException(
          "The saved query %s needs the parameter %s, for example %s=%s. %s"
              .formatted(
                  name,
                  parameter.name(),
                  parameter.name(),
                  parameter.example(),
                  parameter.meaning()));
    }

    try {
      return parameter.type().value(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The parameter %s of %s: %s.".formatted(parameter.name(), name, e.getMessage()), e);
    }
  }

  private String names() {
    return parameters.stream().map(QueryParameter::name).collect(Collectors.joining(", "));
  }
}
