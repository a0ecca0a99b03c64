package io.guardlake.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.OptionValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State is found by the uids and spread by the maximum parallelism: neither may ever change. */
class PipelineUidsTest {
  @TempDir private Path directory;

  @Test
  void operatorsKeepTheirUidsAndMaximumParallelism() throws Exception {
    Map<String, Integer> operators =
        graph().getStreamNodes().stream()
            .collect(
                Collectors.toMap(StreamNode::getTransformationUID, StreamNode::getMaxParallelism));

    assertThat(operators)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("export-source", 128),
                Map.entry("read-findings", 128),
                Map.entry("drop-seen-versions", 128),
                Map.entry("findings-writer", 128),
                Map.entry("findings-committer", 1),
                Map.entry("quarantine-writer", 128),
                Map.entry("quarantine-committer", 1),
                Map.entry("gather-drift", 128),
                Map.entry("record-drift", 128),
                Map.entry("drift_counts-writer", 128),
                Map.entry("drift_counts-committer", 1)));
  }

  @Test
  void noTypeFallsToKryo() throws Exception {
    // Building the graph makes each serializer, which fails for a generic type with this setting.
    assertThat(graph().getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled())
        .isTrue();
  }

  private StreamGraph graph() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    JobSettings settings =
        JobSettings.of(
            OptionValues.resolve(
                JobKind.BACKFILL,
                Map.of(
                    "source", directory.toUri().toString(),
                    "output", directory.resolve("lake").toUri().toString()),
                Map.of(),
                Map.of()));
    Pipeline.build(environment, settings, "run", null);
    return environment.getStreamGraph();
  }
}
