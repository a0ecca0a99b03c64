package io.guardlake.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void findsItsWordsInTheSourcesAndCompiles(Break broken) throws IOException {
    Path classes = broken.compileInto(directory);

    try (Stream<Path> files = Files.walk(classes)) {
      assertThat(files.filter(file -> file.toString().endsWith(".class"))).isNotEmpty();
    }
  }
}
