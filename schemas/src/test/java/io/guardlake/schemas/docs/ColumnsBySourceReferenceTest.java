package io.guardlake.schemas.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.FindingColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ColumnsBySourceReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("guardlake.root"), "docs", "reference", "columns-by-source.md");

  @Test
  void pageInTheRepositoryIsWhatTheCodeRenders() throws IOException {
    String rendered = ColumnsBySourceReference.render();

    if (Boolean.getBoolean("guardlake.docs.write")) {
      Files.writeString(PAGE, rendered);
    }

    assertThat(Files.readString(PAGE))
        .as("columns-by-source.md; run the tests with -Dguardlake.docs.write=true to write it")
        .isEqualTo(rendered);
  }

  @Test
  void pageHasEveryColumn() {
    String rendered = ColumnsBySourceReference.render();

    for (FindingColumn column : FindingColumn.values()) {
      assertThat(rendered).contains("\n#### " + column.sqlName() + "\n");
    }
  }
}
