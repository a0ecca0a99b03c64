package io.guardlake.cli.report;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.query.LocalDatabase;
import io.guardlake.cli.query.QueryResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report shows: answers to the questions in {@code report/sql}, each a list of rows, and the
 * names of accounts.
 *
 * @param answers by the name of the question, the rows of its answer by the names of their columns
 * @param accountNames by account id; accounts without a name are not in it
 */
public record ReportData(
    String output,
    ReportPeriod period,
    Map<String, List<Map<String, Object>>> answers,
    Map<String, String> accountNames) {

  private static final List<String> QUESTIONS =
      List.of(
          "severities",
          "previous",
          "places",
          "trend",
          "types",
          "accounts",
          "regions",
          "resources",
          "tactics",
          "findings",
          "criticals",
          "timelines",
          "quarantine",
          "drift",
          "lag",
          "freshness");

  public ReportData {
    requireNonNull(output, "output is null");
    requireNonNull(period, "period is null");
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    accountNames = Map.copyOf(accountNames);
  }

  /** Asks an output. */
  public static ReportData read(LocalDatabase database, String output, ReportPeriod period) {
    period.variables().forEach(database::run);
    database.run(ReportResource.text("sql/current.sql"));
    Map<String, List<Map<String, Object>>> answers = new LinkedHashMap<>();

    for (String question : QUESTIONS) {
      answers.put(question, rows(database.query(ReportResource.text("sql/" + question + ".sql"))));
    }

    return new ReportData(output, period, answers, accountNames(database));
  }

  private static Map<String, String> accountNames(LocalDatabase database) {
    Map<String, String> names = new LinkedHashMap<>();

    if (database.has("accounts")) {
      for (List<Object> row :
          database.query("SELECT account_id, name FROM accounts WHERE name IS NOT NULL").rows()) {
        names.put((String) row.get(0), (String) row.get(1));
      }
    }

    return names;
  }

  private static List<Map<String, Object>> rows(QueryResult result) {
    List<Map<String, Object>> rows = new ArrayList<>();

    for (List<Object> row : result.rows()) {
      Map<String, Object> fields = new LinkedHashMap<>();

      for (int i = 0; i < row.size(); i++) {
        fields.put(result.columns().get(i), row.get(i));
      }

      rows.add(fields);
    }

    return rows;
  }
}
