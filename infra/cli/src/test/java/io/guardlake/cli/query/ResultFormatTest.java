package io.guardlake.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFormatTest {
  private static final QueryResult ANSWER =
      new QueryResult(
          List.of("name", "n"), List.of(Arrays.asList("=cmd()", -3L), Arrays.asList(null, null)));

  @Test
  void aTableAlignsColumnsAndSaysWhatItCost() {
    assertThat(ResultFormat.TABLE.render(answer(ANSWER), 80))
        .contains("| name   | n  |")
        .satisfies(
            table -> assertThat(table.lines().filter(line -> line.startsWith("+"))).hasSize(3))
        .endsWith("(2 rows, 0.25 s, 3 files, 1.5 MB read)\n");
  }

  @Test
  void aTableShowsHostileTextHarmlessly() {
    QueryResult result = new QueryResult(List.of("agent"), List.of(List.of("x\u001b[31m\nrow")));

    assertThat(ResultFormat.TABLE.render(answer(result), 80)).contains("x\\u001b[31m\\u000arow");
    assertThat(ResultFormat.VERTICAL.render(answer(result), 80)).contains("x\\u001b[31m\\u000arow");
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 40, 61, 80, 300})
  void noLineOfATableIsWiderThanTheTerminalAndWhatIsCutHasAMark(int width) {
    String longest = "a".repeat(100);
    QueryResult result =
        new QueryResult(
            List.of("id", "a_long_name_of_a_column", "text"),
            List.of(
                List.of("1", longest, "\u65e5\u672c\u8a9e".repeat(30)), List.of("2", "b", "c")));

    String table = ResultFormat.TABLE.render(answer(result), width);

    assertThat(table.lines()).allMatch(line -> Cells.width(line) <= Math.max(width, 40));
    assertThat(table).contains(width < 300 ? Cells.CUT : longest);
    assertThat(table.lines().filter(line -> line.startsWith("| 2"))).hasSize(1);
  }

  @Test
  void whatFitsNoTableIsShownRowByRowAndWhole() {
    QueryResult result =
        new QueryResult(
            List.of("a", "b", "c", "d", "e"),
            List.of(
                List.of(
                    "one".repeat(9),
                    "two".repeat(9),
                    "three".repeat(9),
                    "four".repeat(9),
                    "5".repeat(27))));

    String text = ResultFormat.TABLE.render(answer(result), 40);

    assertThat(text)
        .startsWith("-- row 1")
        .contains("a | " + "one".repeat(9), "e | " + "5".repeat(27));
    assertThat(text).doesNotContain(Cells.CUT);
  }

  @Test
  void rowByRowWrapsWithoutCutting() {
    QueryResult result = new QueryResult(List.of("k"), List.of(List.of("x".repeat(95))));

    String text = ResultFormat.VERTICAL.render(answer(result), 40);

    assertThat(text.lines()).allMatch(line -> line.length() <= 40);
    assertThat(text.chars().filter(c -> c == 'x').count()).isEqualTo(95);
  }

  @Test
  void csvHasNoFormulasButKeepsNumbers() {
    assertThat(ResultFormat.CSV.render(answer(ANSWER), 80))
        .isEqualTo("name,n\r\n'=cmd(),-3\r\n,\r\n");
  }

  @Test
  void csvQuotesWhatMustBeQuotedInItsHeaderToo() {
    QueryResult result = new QueryResult(List.of("a,b", "=x"), List.of(List.of("x\"y\nz", "@t")));

    assertThat(ResultFormat.CSV.render(answer(result), 80))
        .isEqualTo("\"a,b\",'=x\r\n\"x\"\"y\nz\",'@t\r\n");
  }

  @Test
  void jsonHasAFormatVersionKeepsTypesAndSaysWhatItCost() {
    QueryResult result =
        new QueryResult(
            List.of("ips", "tags"), List.of(List.of(List.of("192.0.2.1"), Map.of("k", "v"))));

    assertThat(ResultFormat.JSON.render(answer(result), 80))
        .isEqualTo(
            "{\"formatVersion\":1,\"columns\":[\"ips\",\"tags\"],"
                + "\"rows\":[{\"ips\":[\"192.0.2.1\"],\"tags\":{\"k\":\"v\"}}],"
                + "\"seconds\":0.25,\"files\":3,\"bytesRead\":1500000}\n");
  }

  private static Answer answer(QueryResult result) {
    return new Answer(result, 0.25, 3, 1_500_000);
  }
}
