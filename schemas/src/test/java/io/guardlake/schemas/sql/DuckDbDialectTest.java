package io.guardlake.schemas.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbDialectTest {
  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");

    try (Statement statement = connection.createStatement()) {
      for (String macro : DuckDbDialect.macros()) {
        statement.execute(macro);
      }
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  /** What Trino answers, as its documentation says and as the Trino check compares. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "date_diff('day', TIMESTAMP '2026-01-01 23:00:00', TIMESTAMP '2026-01-02 01:00:00') | 0",
        "date_diff('second', TIMESTAMP '2026-01-01 00:00:00.9', TIMESTAMP '2026-01-01 00:00:02') | 1",
        "date_add('day', -1, DATE '2026-03-01') | 2026-02-28 00:00:00",
        "date_add('month', 1, DATE '2026-01-31') | 2026-02-28 00:00:00",
        "to_unixtime(TIMESTAMP '1970-01-01 00:00:01.5') | 1.5",
        "cardinality(ARRAY['a', 'b']) | 2",
        "element_at(MAP(ARRAY['a'], ARRAY['b']), 'a') | b",
        "element_at(ARRAY['a'], 2) IS NULL | true",
        "array_join(ARRAY['a', NULL, 'b'], ' ') | a b",
        "arrays_overlap(ARRAY['a'], ARRAY['b', 'a']) | true",
        "regexp_like('abc', 'b') | true",
        "approx_distinct(1) | 1",
        "json_extract_scalar('{\"a\":{\"b\":5}}', '$.a.b') | 5",
        "json_extract_scalar('{\"a\":{\"b\":5}}', '$.a') IS NULL | true",
        "json_extract_scalar('{\"a\":null}', '$.a') IS NULL | true",
        "json_format(json_extract('{\"a\":[1]}', '$.a')) | [1]",
        "array_join(slice(ARRAY['a', 'b', 'c'], 2, 2), ' ') | b c",
        "cardinality(slice(ARRAY['a'], 1, 0)) | 0",
      })
  void answersAsTrinoDoes(String expression, String answer) throws SQLException {
    assertThat(value(expression)).isEqualTo(answer);
  }

  @Test
  void whatIsNoJsonIsNullAndNoError() throws SQLException {
    String halfASurrogatePair = "'{\"a\":\"\\ud800\"}'";

    assertThat(value("json_extract_scalar(%s, '$.a') IS NULL".formatted(halfASurrogatePair)))
        .isEqualTo("true");
    assertThat(value("json_extract(%s, '$.a') IS NULL".formatted(halfASurrogatePair)))
        .isEqualTo("true");
  }

  @Test
  void listTypesAndLambdasAreSpelledDuckDbsWay() {
    assertThat(
            DuckDbDialect.adapted(
                "transform(a, x -> CAST(x AS array(ROW(b array(varchar), c decimal(3, 1)))))"))
        .isEqualTo("list_transform(a, x -> CAST(x AS ROW(b varchar[], c decimal(3, 1))[]))");
  }

  private static String value(String expression) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results =
            statement.executeQuery("SELECT CAST(%s AS VARCHAR)".formatted(expression))) {
      results.next();
      return results.getString(1);
    }
  }
}
