package io.guardlake.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shares a task waits for each other: here it is decided who waits for whom. */
class PipelineTasksTest {
  @TempDir private Path directory;

  @Test
  void whatDecidesAboutAlertsSharesNoTaskWithWhatWritesFiles() throws Exception {
    Path rules = Files.writeString(directory.resolve("rules.yaml"), RULES);

    assertThat(taskOf("Drop seen versions", Map.of("alerts", rules.toString())))
        .contains("Fire alerts")
        .doesNotContain("Write ");
  }

  @Test
  void withoutAlertsNoRowIsSerializedBetweenDedupAndFiles() throws Exception {
    assertThat(taskOf("Drop seen versions", Map.of()))
        .contains("Write findings", "Write quarantine");
  }

  private static final String RULES =
      """
      version: 1
      sinks:
        soc: { type: WEBHOOK, url: "env:SOC_URL" }
      rules:
        - name: all
          send: soc
      """;

  private String taskOf(String operator, Map<String, String> options) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    Map<String, String> arguments = new HashMap<>(options);
    arguments.put("source", directory.toUri().toString());
    arguments.put("output", directory.resolve("lake").toUri().toString());
    arguments.put("state", directory.resolve("state").toUri().toString());
    JobSettings settings =
        JobSettings.of(OptionValues.resolve(JobKind.INGEST, arguments, Map.of(), Map.of()));
    Pipeline.build(environment, settings, "run", null);

    for (JobVertex task : environment.getStreamGraph().getJobGraph().getVertices()) {
      if (task.getName().contains(operator)) {
        return task.getName();
      }
    }

    throw new AssertionError("no task has the operator " + operator);
  }
}
