package io.guardlake.jobs.alert.rule;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever pastes rules out of the documentation has rules that work. */
class PastedRulesTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");
  private static final Path HOW_TO =
      Path.of(System.getProperty("guardlake.root"), "docs", "how-to");

  @Test
  void everyBlockOfRulesCanBeReadAndHasARule() throws Exception {
    assertThat(blocks()).isNotEmpty();

    for (String block : blocks()) {
      assertThat(RulesReader.read("how-to", block).rules()).as(block).isNotEmpty();
    }
  }

  @Test
  void everyKindOfSinkIsShown() throws Exception {
    assertThat(
            blocks().stream()
                .flatMap(block -> RulesReader.read("how-to", block).sinks().values().stream())
                .map(Object::getClass)
                .collect(toSet()))
        .hasSize(SinkReader.SinkType.values().length);
  }

  private static List<String> blocks() throws IOException {
    try (Stream<Path> pages = Files.list(HOW_TO)) {
      List<Path> ours =
          pages.filter(page -> page.getFileName().toString().startsWith("alerts")).toList();
      return ours.stream().flatMap(PastedRulesTest::blocks).toList();
    }
  }

  private static Stream<String> blocks(Path page) {
    try {
      return BLOCK.matcher(Files.readString(page)).results().map(block -> block.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
