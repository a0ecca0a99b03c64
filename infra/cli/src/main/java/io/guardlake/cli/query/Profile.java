package io.guardlake.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.duckdb.ProfilerPrintFormat;

/** What DuckDB's profiler says of the statement that ran last. */
final class Profile {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Profile() {}

  /** How many bytes were read from files; 0 where the profiler says nothing of it. */
  static long bytesRead(Connection connection) throws SQLException {
    String profile =
        connection.unwrap(DuckDBConnection.class).getProfilingInformation(ProfilerPrintFormat.JSON);

    try {
      return profile == null ? 0 : MAPPER.readTree(profile).path("total_bytes_read").asLong();
    } catch (JsonProcessingException e) {
      return 0;
    }
  }
}
