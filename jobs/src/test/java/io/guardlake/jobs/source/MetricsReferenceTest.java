package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {
  private static final Path FILE =
      Path.of(System.getProperty("guardlake.root"), "docs", "reference", "metrics.md");

  /** At the beginning of a table's row, with or without groups behind it. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(guardlake[A-Za-z]+)");

  @Test
  void everyMetricOfTheSourceIsDocumentedAndNoOther() throws Exception {
    assertThat(documented()).isEqualTo(declared());
  }

  private static Set<String> documented() throws IOException {
    return ROW.matcher(Files.readString(FILE))
        .results()
        .map((MatchResult row) -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> declared() throws IllegalAccessException {
    Set<String> names = new TreeSet<>();

    for (Field field : SourceMetrics.class.getFields()) {
      String value = (String) field.get(null);

      if (value.startsWith("guardlake")) {
        names.add(value);
      }
    }

    return names;
  }
}
