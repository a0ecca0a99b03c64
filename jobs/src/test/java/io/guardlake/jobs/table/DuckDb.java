package io.guardlake.jobs.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads Parquet files with an engine that shares no code with ours. */
public final class DuckDb {
  private DuckDb() {}

  /** The rows of a query as text; null stays null. */
  public static List<List<String>> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();

      while (results.next()) {
        List<String> row = new ArrayList<>();

        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          row.add(results.getString(i));
        }

        rows.add(row);
      }

      return rows;
    }
  }

  /** A file or a glob as a table. */
  static String parquet(Path path) {
    return "read_parquet('" + path + "', hive_partitioning=false)";
  }
}
