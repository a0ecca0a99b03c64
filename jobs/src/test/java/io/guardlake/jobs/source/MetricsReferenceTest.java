package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.alert.notice.AlertMetrics;
import io.guardlake.jobs.source.store.StoreProblem;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/reference/metrics.md true. */
class MetricsReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("guardlake.root"), "docs", "reference", "metrics.md");

  /** At the beginning of a table's row, with or without groups behind it. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(guardlake[A-Za-z]+)");

  @Test
  void thePageNamesEveryMetricAndNoOther() throws IOException, IllegalAccessException {
    Set<String> documented =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).isEqualTo(declared());
  }

  private static Set<String> declared() throws IllegalAccessException {
    Set<String> names = new TreeSet<>();

    for (Field field :
        Stream.of(SourceMetrics.class, AlertMetrics.class)
            .flatMap(type -> Stream.of(type.getFields()))
            .toList()) {
      String value = (String) field.get(null);

      // The others name groups.
      if (value.startsWith("guardlake")) {
        names.add(value);
      }
    }

    return names;
  }

  @Test
  void thePageNamesEveryProblem() throws IOException {
    String text = Files.readString(PAGE);

    for (StoreProblem problem : StoreProblem.values()) {
      assertThat(text).contains("`" + problem.code() + "`");
    }
  }
}
