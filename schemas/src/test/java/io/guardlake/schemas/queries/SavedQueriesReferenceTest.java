package io.guardlake.schemas.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SavedQueriesReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("guardlake.root"), "docs", "reference", "saved-queries.md");

  @Test
  void pageInTheRepositoryIsWhatTheFilesSay() throws IOException {
    String rendered = SavedQueriesReference.render();

    if (Boolean.getBoolean("guardlake.docs.write")) {
      Files.writeString(PAGE, rendered);
    }

    assertThat(Files.readString(PAGE))
        .as("run the tests with -Dguardlake.docs.write=true to write it")
        .isEqualTo(rendered);
  }
}
