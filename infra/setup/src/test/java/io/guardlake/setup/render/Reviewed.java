package io.guardlake.setup.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder that people have read, which change with the code and not silently. */
final class Reviewed {
  private Reviewed() {}

  static void check(String folder, SortedMap<String, String> rendered) throws IOException {
    Path directory = Path.of(System.getProperty("guardlake.root"), folder, "example");

    if (Boolean.getBoolean("guardlake.docs.write")) {
      Files.createDirectories(directory);

      for (Map.Entry<String, String> file : rendered.entrySet()) {
        Files.writeString(
            directory.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
      }
    }

    SortedMap<String, String> reviewed = new TreeMap<>();

    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        reviewed.put(file.getFileName().toString(), Files.readString(file));
      }
    }

    assertThat(reviewed)
        .as("%s; -Dguardlake.docs.write=true writes it", directory)
        .isEqualTo(rendered);
  }
}
