package io.guardlake.cli;

import io.guardlake.cli.query.QueryResult;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.schemas.queries.BoundQuery;
import io.guardlake.schemas.queries.QueryParameter;
import io.guardlake.schemas.queries.SavedQueries;
import io.guardlake.schemas.queries.SavedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options of {@code guardlake query} for saved queries. */
final class SavedQueryOptions {
  @Option(
      names = "--saved",
      paramLabel = "NAME",
      description = "Ask a saved query instead of SQL; --list names them.")
  private String saved;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the saved query. May be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--list", description = "List the saved queries.")
  private boolean list;

  @Option(
      names = "--print",
      description = "Print the saved query with its values as SQL, for Athena, and do not run it.")
  private boolean print;

  boolean isList() {
    return list;
  }

  boolean isPrint() {
    return print;
  }

  boolean isSaved() {
    return saved != null;
  }

  /** Refuses options that need another. */
  void check(String sql) {
    if (saved == null && (print || !parameters.isEmpty())) {
      throw new UsageException("--param and --print belong to --saved NAME.");
    }

    if (saved != null && sql != null) {
      throw new UsageException("Either SQL or --saved NAME can be asked, not both.");
    }
  }

  /**
   * The saved query with its values.
   *
   * @throws UsageException if there is none of that name, or a value is missing or wrong
   */
  BoundQuery bound() {
    SavedQuery query =
        SavedQueries.named(saved)
            .orElseThrow(
                () ->
                    new UsageException(
                        "There is no saved query '%s'; guardlake query --list names them."
                            .formatted(saved)));

    try {
      return query.bind(parameters);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** The saved queries as an answer. */
  static QueryResult listed() {
    List<List<Object>> rows =
        SavedQueries.all().stream()
            .map(query -> List.<Object>of(query.name(), query.title(), parameters(query)))
            .toList();
    return new QueryResult(List.of("name", "question", "parameters"), rows);
  }

  private static String parameters(SavedQuery query) {
    return query.parameters().stream()
        .map(SavedQueryOptions::parameter)
        .collect(Collectors.joining(", "));
  }

  private static String parameter(QueryParameter parameter) {
    return parameter
        .defaultValue()
        .map(text -> parameter.name() + "=" + text)
        .orElse(parameter.name());
  }
}
