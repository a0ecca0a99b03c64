package io.guardlake.schemas.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.Severity;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatestViewTest {
  private Connection connection;

  @BeforeEach
  void makeTable() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    List<String> columns = new ArrayList<>();

    for (FindingColumn column : FindingColumn.values()) {
      columns.add(column.sqlName() + " " + duckdbType(column));
    }

    run("CREATE TABLE t (" + String.join(", ", columns) + ")");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void latestIsByTimeThenOccurrencesThenHash() throws SQLException {
    version("a", 1, 5L, 9, 5);
    version("a", 2, null, 9, 5);
    version("a", 2, -1L, 1, 5);
    version("a", 2, -1L, 2, 5);
    version("b", 1, 1L, -1, 8);
    version("b", 1, 1L, -2, 8);

    assertThat(latest("version_hash, version_count"))
        .containsExactly(List.of("a", 2L, 4L), List.of("b", -1L, 2L));
  }

  @Test
  void sameIdInOtherAccountIsAnotherFinding() throws SQLException {
    version("a", 1, 1L, 1, 5);
    run("UPDATE t SET account_id = 'other'");
    version("a", 1, 1L, 1, 5);

    assertThat(latest("version_count")).containsExactly(List.of("a", 1L), List.of("a", 1L));
  }

  @Test
  void severityChangedWhenTheBandLastChanged() throws SQLException {
    version("never", 1, 1L, 1, 5);
    version("never", 2, 2L, 1, 6);
    version("once", 1, 1L, 1, 5);
    version("once", 2, 2L, 1, 8);
    version("once", 3, 3L, 1, 8.5);
    version("back", 1, 1L, 1, 5);
    version("back", 2, 2L, 1, 8);
    version("back", 3, 3L, 1, 5);

    assertThat(latest("max_severity_score, epoch(severity_changed_at)"))
        .containsExactly(
            List.of("back", 8.0, 3.0), List.of("never", 6.0, 1.0), List.of("once", 8.5, 2.0));
  }

  @Test
  void hasTheColumnsOfFindingsAndTheAddedOnes() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LatestView.select("t"))) {
      int columns = FindingColumn.values().length;
      assertThat(rows.getMetaData().getColumnCount())
          .isEqualTo(columns + LatestView.ADDED_COLUMNS.size());
      assertThat(rows.getMetaData().getColumnName(1)).isEqualTo("account_id");
      assertThat(rows.getMetaData().getColumnName(columns + 1)).isEqualTo("version_count");
    }
  }

  private List<List<Object>> latest(String columns) throws SQLException {
    List<List<Object>> found = new ArrayList<>();
    String query =
        "SELECT finding_id, %s FROM (%s) AS latest ORDER BY finding_id"
            .formatted(columns, LatestView.select("t"));

    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        List<Object> row = new ArrayList<>();

        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getObject(i));
        }

        found.add(row);
      }
    }

    return found;
  }

  private void version(String id, int second, Long occurrences, long hash, double score)
      throws SQLException {
    String band = Severity.ofScore(score).name();
    run(
        """
        INSERT INTO t (account_id, region, finding_id, updated_at, occurrences, version_hash,
          severity, severity_score)
        VALUES ('1', 'r', '%s', make_timestamp(%d), %s, %d, '%s', %s)
        """
            .formatted(id, second * 1_000_000L, occurrences, hash, band, score));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String duckdbType(FindingColumn column) {
    return switch (column.type()) {
      case STRING, UTF8 -> "VARCHAR";
      case BINARY -> "BLOB";
      case BIGINT -> "BIGINT";
      case INT -> "INTEGER";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP";
      case STRING_LIST -> "VARCHAR[]";
      case STRING_MAP -> "MAP(VARCHAR, VARCHAR)";
    };
  }
}
