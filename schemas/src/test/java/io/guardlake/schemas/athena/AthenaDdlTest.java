package io.guardlake.schemas.athena;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.views.Views;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AthenaDdlTest {
  private static final Path FOLDER = Path.of(System.getProperty("guardlake.root"), "infra/athena");

  @Test
  void statementsAreWithinAthenasLimit() {
    for (String statement : AthenaDdl.views("guardlake")) {
      assertThat(statement.getBytes(StandardCharsets.UTF_8).length)
          .isLessThan(AthenaDdl.LONGEST_STATEMENT);
    }
  }

  @Test
  void viewsNameTheirDatabaseEverywhere() {
    assertThat(AthenaDdl.views("soc_1"))
        .hasSize(Views.all().size())
        .allSatisfy(
            view ->
                assertThat(view)
                    .startsWith("CREATE OR REPLACE VIEW \"soc_1\".")
                    .contains("\"soc_1\".")
                    .doesNotContain("${")
                    .doesNotContainPattern(
                        "(FROM|JOIN) (findings|accounts|drift_counts|quarantine|quarantine_settled)\\b"));
  }

  @Test
  void filesInTheRepositoryAreWhatTheCodePrints() throws IOException {
    compare("views.sql", AthenaDdl.views("guardlake"));
    compare("tables.sql", AthenaDdl.tables("guardlake", name -> "s3://my-lake/guardlake/" + name));
  }

  @Test
  void savedQueriesOfTheTemplateAreThoseOfTheFiles() throws IOException {
    String rendered = SavedQueriesTemplate.render();
    compare("saved-queries.yaml", rendered);
    assertThat(rendered.length())
        .as("what CloudFormation takes without a bucket")
        .isLessThan(51_200);
  }

  private static void compare(String file, List<String> statements) throws IOException {
    compare(file, String.join(";\n\n", statements) + ";\n");
  }

  private static void compare(String file, String text) throws IOException {
    if (Boolean.getBoolean("guardlake.docs.write")) {
      Files.writeString(FOLDER.resolve(file), text);
    }

    assertThat(Files.readString(FOLDER.resolve(file)))
        .as("infra/athena/%s; run the tests with -Dguardlake.docs.write=true to write it", file)
        .isEqualTo(text);
  }
}
