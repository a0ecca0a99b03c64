package io.guardlake.schemas.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftViewTest {
  @Test
  void addsUpEachKindAndPathAndKeepsTheFirstExample() throws SQLException {
    List<String> rows = new ArrayList<>();

    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE counts (kind TEXT, path TEXT, occurrences BIGINT, first_seen_at TIMESTAMP,"
              + " last_seen_at TIMESTAMP, source_uri TEXT, source_line INT, recorded_at TIMESTAMP)");
      statement.execute(
          "INSERT INTO counts VALUES"
              + " ('unknown_field', 'a', 5, '2026-01-02', '2026-01-03', 'second', 1, '2026-02-02'),"
              + " ('unknown_field', 'a', 2, '2026-01-05', '2026-01-06', 'first', 9, '2026-02-01'),"
              + " ('duplicate_key', 'a', 1, '2026-01-01', '2026-01-01', 'other', 7, '2026-02-01')");
      ResultSet results =
          statement.executeQuery(
              "SELECT * FROM (" + DriftView.select("counts") + ") ORDER BY kind");

      while (results.next()) {
        rows.add(
            "%s %s %s %s %s %s %s"
                .formatted(
                    results.getString(1),
                    results.getString(2),
                    results.getObject(3, Long.class),
                    results.getString(4).substring(0, 10),
                    results.getString(5).substring(0, 10),
                    results.getString(6),
                    results.getInt(7)));
      }
    }

    assertThat(rows)
        .containsExactly(
            "duplicate_key a 1 2026-01-01 2026-01-01 other 7",
            "unknown_field a 7 2026-01-02 2026-01-06 first 9");
  }
}
