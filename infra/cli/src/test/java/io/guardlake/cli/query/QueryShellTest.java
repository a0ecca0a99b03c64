package io.guardlake.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.Catalogs;
import io.guardlake.jobs.table.OpenCatalog;
import io.guardlake.jobs.table.Tables;
import io.guardlake.schemas.finding.FindingsTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryShellTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\\x",
        "select 1;",
        "select 1 -- why; not\n;",
        "select ';' ; -- done",
        "select 1; /* done */",
        "select \"a;b\" from t ;"
      })
  void aWholeStatementIsAccepted(String text) {
    assertThat(StatementParser.isWhole(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select ';'",
        "select 1 -- ;",
        "select 1 /* ; */",
        "select 'open;",
        "select 1; select"
      })
  void whatIsNotWholeGoesOnInTheNextLine(String text) {
    assertThat(StatementParser.isWhole(text)).isFalse();
  }

  @Test
  void answersStatementsOfSeveralLinesAndKeepsThemInAPrivateHistory() throws Exception {
    String said =
        type(
            "select 40 +\n2 as answer;\n\\x\nselect 'a;b' as text;\nset x_secret = 'hush';\nselect nonsense;\n\\d\n\\nothing\n\\q\n");

    assertThat(said)
        .contains(
            "| answer |", "42", "text | a;b", "findings_latest", "There is no command \\nothing")
        .contains("The query failed:", "nonsense");
    Path history = directory.resolve("state/query-history");
    assertThat(Files.readString(history)).contains("answer", "a;b").doesNotContain("hush");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
  }

  @Test
  void theEndOfInputLeaves() throws Exception {
    assertThat(type("select 1 as one;\n")).contains("| one |");
  }

  private String type(String input) throws Exception {
    CatalogSettings settings =
        CatalogSettings.parse(null, directory.resolve("lake").toUri().toString(), "guardlake");

    try (OpenCatalog catalog = Catalogs.open(settings)) {
      Tables.ensure(catalog, FindingsTable.DEFINITION);
    }

    ByteArrayOutputStream output = new ByteArrayOutputStream();

    try (LocalDatabase database = LocalDatabase.open(settings);
        Terminal terminal =
            new DumbTerminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output)) {
      new QueryShell(
              database, terminal, directory.resolve("state/query-history"), ResultFormat.TABLE)
          .run();
    }

    return output.toString(StandardCharsets.UTF_8);
  }
}
