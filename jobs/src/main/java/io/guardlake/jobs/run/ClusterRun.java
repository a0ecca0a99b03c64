package io.guardlake.jobs.run;

import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.pipeline.Pipeline;
import io.guardlake.jobs.writer.Writer;
import java.util.UUID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Hands a job to the cluster that this process runs on. Checkpoints, state and restarts are the
 * platform's affair: Managed Service for Apache Flink refuses a job that sets them.
 */
public final class ClusterRun {
  private ClusterRun() {}

  /** Makes the tables where they are missing, and submits the job. */
  public static void execute(JobSettings settings) throws Exception {
    if (settings.stopWhenIdle() != null) {
      throw new UsageException(
          "--stop-when-idle works where guardlake runs the job itself, not on a cluster.");
    }

    Warehouse warehouse = Warehouse.prepare(settings);
    String runId = UUID.randomUUID().toString();
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    Pipeline.build(environment, settings, runId, warehouse.access(runId, Writer.Refusal.TRY_AGAIN));
    environment.execute("guardlake-" + settings.job().label());
  }
}
