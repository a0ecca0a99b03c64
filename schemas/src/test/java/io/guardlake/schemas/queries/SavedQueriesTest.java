package io.guardlake.schemas.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SavedQueriesTest {
  private static final Path FILES =
      Path.of(
          System.getProperty("guardlake.root"),
          "schemas/src/main/resources/io/guardlake/schemas/queries");

  static List<SavedQuery> all() {
    return SavedQueries.all();
  }

  @Test
  void everyFileIsASavedQuery() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(SavedQueries.all().stream().map(query -> query.name() + ".sql"))
          .containsExactlyInAnyOrderElementsOf(
              files.map(file -> file.getFileName().toString()).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void asksAQuestionAndSaysWhatToDo(SavedQuery query) {
    assertThat(query.title()).endsWith("?");
    assertThat(query.meaning()).hasSizeGreaterThan(80);
    assertThat(query.sql()).startsWithIgnoringCase(query.sql().startsWith("W") ? "WITH" : "SELECT");
  }

  @ParameterizedTest
  @MethodSource("all")
  void usesEachParameterAndNoOther(SavedQuery query) {
    for (QueryParameter parameter : query.parameters()) {
      assertThat(query.sql()).contains(":" + parameter.name());
    }

    assertThat(query.bindExamples().literalText()).doesNotContainPattern("(?<!['\\w:]):[a-z]");
  }

  @ParameterizedTest
  @MethodSource("all")
  void leavesSamplesOutUnlessItSaysWhy(SavedQuery query) {
    List<String> defaults =
        query.parameters().stream()
            .filter(parameter -> parameter.name().equals("samples"))
            .map(QueryParameter::defaultText)
            .toList();

    if (!defaults.equals(List.of("false"))) {
      assertThat(query.meaning()).contains("Samples");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsOnlyTheDaysItIsAskedAbout(SavedQuery query) {
    assertThat(query.sql())
        .containsPattern("updated_at >= (date_add\\('day', -|date_trunc|:since)");
  }

  @Test
  void valuesAreNeverPartOfTheText() {
    SavedQuery query = SavedQueries.named("about_address").orElseThrow();
    String hostile = "x' OR ':samples' = '$1\\' -- ";
    BoundQuery bound = query.bind(Map.of("address", hostile, "days", "3"));

    assertThat(bound.prepared().sql())
        .doesNotContain("OR ':samples'")
        .contains("CAST(? AS VARCHAR)");
    assertThat(bound.prepared().values()).containsExactly(hostile, 3L, false);
    assertThat(bound.literalText())
        .contains("contains(all_ips, 'x'' OR '':samples'' = ''$1\\'' -- ')")
        .contains("date_add('day', -3, current_date)");
  }

  @Test
  void wrongValuesAreSentences() {
    SavedQuery query = SavedQueries.named("account_month").orElseThrow();

    assertThatThrownBy(() -> query.bind(Map.of()))
        .hasMessageContaining("needs the parameter account, for example account=111122223333");
    assertThatThrownBy(() -> query.bind(Map.of("account", "1", "month", "soon")))
        .hasMessageContaining("month of account_month: 'soon' is not a day written YYYY-MM-DD");
    assertThatThrownBy(() -> query.bind(Map.of("acount", "1")))
        .hasMessageContaining("no parameter 'acount'; it has account, month, samples");
    assertThatThrownBy(
            () -> SavedQueries.named("noisiest").orElseThrow().bind(Map.of("days", "-1")))
        .hasMessageContaining("'-1' is not a whole number");
    assertThatThrownBy(
            () -> SavedQueries.named("noisiest").orElseThrow().bind(Map.of("samples", "maybe")))
        .hasMessageContaining("'maybe' is not true or false");
  }

  @Test
  void aFileWithoutAQuestionIsRefused() {
    assertThatThrownBy(() -> QueryFile.parse("x", "SELECT 1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> QueryFile.parse("x", "-- Why?\n--\n-- So.\n--\n-- :days number: wrong\nSELECT 1"))
        .hasMessageContaining("describes no parameter");
  }
}
