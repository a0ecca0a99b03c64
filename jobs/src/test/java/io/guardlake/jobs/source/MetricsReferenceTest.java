package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.source.store.StoreProblem;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps docs/reference/metrics.md true. */
class MetricsReferenceTest {
  private final Path page =
      Path.of(System.getProperty("guardlake.root"), "docs", "reference", "metrics.md");

  @Test
  void thePageNamesEveryMetric() throws IOException, IllegalAccessException {
    String text = Files.readString(page);

    for (Field field : SourceMetrics.class.getFields()) {
      String name = (String) field.get(null);
      assertThat(text).as(field.getName()).containsPattern("[`{]" + name + "[`{}]");
    }
  }

  @Test
  void thePageNamesEveryProblem() throws IOException {
    String text = Files.readString(page);

    for (StoreProblem problem : StoreProblem.values()) {
      assertThat(text).contains("`" + problem.code() + "`");
    }
  }
}
