package io.guardlake.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultFormatTest {
  private static final QueryResult ANSWER =
      new QueryResult(
          List.of("name", "n"), List.of(Arrays.asList("=cmd()", -3L), Arrays.asList(null, null)));

  @Test
  void aTableAlignsColumnsAndCountsRows() {
    assertThat(ResultFormat.TABLE.render(ANSWER)).contains("| name   | n  |", "(2 rows)");
  }

  @Test
  void aTableShowsHostileTextHarmlessly() {
    QueryResult answer = new QueryResult(List.of("agent"), List.of(List.of("x\u001b[31m\nrow")));

    assertThat(ResultFormat.TABLE.render(answer)).contains("x\\u001b[31m\\u000arow");
  }

  @Test
  void csvHasNoFormulasButKeepsNumbers() {
    assertThat(ResultFormat.CSV.render(ANSWER)).isEqualTo("name,n\n'=cmd(),-3\n,");
  }

  @Test
  void csvQuotesWhatMustBeQuoted() {
    QueryResult answer = new QueryResult(List.of("a,b"), List.of(List.of("x\"y\nz")));

    assertThat(ResultFormat.CSV.render(answer)).isEqualTo("\"a,b\"\n\"x\"\"y\nz\"");
  }

  @Test
  void jsonHasAFormatVersionAndKeepsTypes() {
    QueryResult answer =
        new QueryResult(
            List.of("ips", "tags"), List.of(List.of(List.of("192.0.2.1"), Map.of("k", "v"))));

    assertThat(ResultFormat.JSON.render(answer))
        .isEqualTo(
            "{\"formatVersion\":1,\"columns\":[\"ips\",\"tags\"],"
                + "\"rows\":[{\"ips\":[\"192.0.2.1\"],\"tags\":{\"k\":\"v\"}}]}");
  }
}
