package io.guardlake.schemas.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.quarantine.SettledOutcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenQuarantineViewTest {
  @Test
  void showsWhatNoReplayHasSettledWithWhatTheLastOneSaid() throws SQLException {
    List<String> rows = new ArrayList<>();

    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE quarantine (quarantine_id TEXT, reason TEXT)");
      statement.execute(
          "CREATE TABLE settled (quarantine_id TEXT, outcome TEXT, detail TEXT, settled_at TIMESTAMP)");
      statement.execute(
          "INSERT INTO quarantine VALUES ('never', 'r'), ('read', 'r'), ('bad', 'r'), ('gone', 'r'),"
              + " ('back', 'r')");
      statement.execute(
          "INSERT INTO settled VALUES"
              + " ('read', 'still_bad', 'first', '2026-01-01'),"
              + " ('read', 'replayed', NULL, '2026-01-02'),"
              + " ('bad', 'still_bad', 'first', '2026-01-01'),"
              + " ('bad', 'still_bad', 'second', '2026-01-02'),"
              + " ('gone', 'gone', 'no object', '2026-01-02'),"
              + " ('back', 'gone', 'no object', '2026-01-01'),"
              + " ('back', 'still_bad', 'again', '2026-01-02')");
      ResultSet results =
          statement.executeQuery(
              "SELECT quarantine_id, reason, last_detail FROM ("
                  + OpenQuarantineView.select("quarantine", "settled")
                  + ") ORDER BY 1");

      while (results.next()) {
        rows.add(results.getString(1) + " " + results.getString(2) + " " + results.getString(3));
      }
    }

    assertThat(rows).containsExactly("back r again", "bad r second", "never r null");
  }

  @Test
  void knowsEveryOutcomeThatCloses() {
    String select = OpenQuarantineView.select("quarantine", "settled");

    for (SettledOutcome outcome : SettledOutcome.values()) {
      assertThat(select.contains("'" + outcome.code() + "'")).isEqualTo(outcome.closes());
    }
  }
}
