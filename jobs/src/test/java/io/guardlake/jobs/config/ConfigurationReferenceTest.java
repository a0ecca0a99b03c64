package io.guardlake.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
  private static final Path FILE =
      Path.of(System.getProperty("guardlake.root"), "docs", "reference", "configuration.md");

  @Test
  void documentationSaysWhatTheCodeDoes() throws IOException {
    if (Boolean.getBoolean("guardlake.docs.write")) {
      Files.writeString(FILE, ConfigurationReference.markdown());
    }

    assertThat(FILE)
        .as("write it anew with -Dguardlake.docs.write=true")
        .hasContent(ConfigurationReference.markdown());
  }
}
