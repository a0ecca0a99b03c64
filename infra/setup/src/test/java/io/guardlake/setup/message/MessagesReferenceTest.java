package io.guardlake.setup.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MessagesReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("guardlake.root"), "docs", "reference", "aws-messages.md");

  @Test
  void pageInTheRepositoryIsWhatTheCodeSays() throws IOException {
    String rendered = render();

    if (Boolean.getBoolean("guardlake.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, rendered);
    }

    assertThat(Files.readString(PAGE))
        .as("docs/reference/aws-messages.md; -Dguardlake.docs.write=true writes it")
        .isEqualTo(rendered);
  }

  private static String render() {
    StringBuilder page =
        new StringBuilder(
            """
            # What AWS says when an export's setup fails

            GuardDuty answers nearly everything that is wrong with a request by one code,
            `BadRequestException`, so that the text alone says what it is. Look for the part of it below; case
            does not matter. The same words mean different things from different calls.

            | AWS says | in | what to do |
            | --- | --- | --- |
            """);

    for (KnownMessage known : KnownMessage.values()) {
      String calls =
          known.operations().isEmpty() ? "any call" : String.join(", ", known.operations());
      page.append("| `%s` | %s | %s |\n".formatted(known.fragment(), calls, known.advice()));
    }

    return page.toString();
  }
}
