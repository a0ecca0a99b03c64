package io.guardlake.schemas.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TablesReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("guardlake.root"), "docs", "reference", "tables.md");

  @Test
  void pageInTheRepositoryIsWhatTheCodeRenders() throws IOException {
    String rendered = TablesReference.render();

    if (Boolean.getBoolean("guardlake.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, rendered);
    }

    assertThat(Files.readString(PAGE))
        .as("docs/reference/tables.md; run the tests with -Dguardlake.docs.write=true to write it")
        .isEqualTo(rendered);
  }

  @Test
  void pageHasEveryColumnAndReason() {
    String rendered = TablesReference.render();

    for (FindingColumn column : FindingColumn.values()) {
      assertThat(rendered).contains("| " + column.sqlName() + " | ");
    }

    for (QuarantineReason reason : QuarantineReason.values()) {
      assertThat(rendered).contains("| " + reason.code() + " | ");
    }
  }
}
