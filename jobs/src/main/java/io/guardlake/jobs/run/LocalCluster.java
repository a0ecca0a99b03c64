package io.guardlake.jobs.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster in this JVM with one job on it. */
final class LocalCluster implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(LocalCluster.class);

  private final MiniCluster cluster;
  private final JobID job;
  private final CompletableFuture<JobResult> result;
  private CompletableFuture<Long> checkpoint = CompletableFuture.completedFuture(0L);

  private LocalCluster(MiniCluster cluster, JobID job) {
    this.cluster = cluster;
    this.job = job;
    this.result = cluster.requestJobResult(job);
  }

  static LocalCluster submit(Configuration configuration, StreamGraph graph) throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(configuration.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .withRandomPorts()
                .build());
    cluster.start();

    try {
      return new LocalCluster(cluster, cluster.submitJob(graph).get().getJobID());
    } catch (ExecutionException e) {
      cluster.close();
      throw e;
    }
  }

  /** The job's result, once it has ended. */
  Optional<JobResult> result() throws InterruptedException, ExecutionException {
    return result.isDone() ? Optional.of(result.get()) : Optional.empty();
  }

  /** Takes a checkpoint out of turn, unless one that was asked for is still on its way. */
  void checkpointNow() {
    if (!checkpoint.isDone()) {
      return;
    }

    checkpoint =
        cluster
            .triggerCheckpoint(job, CheckpointType.CONFIGURED)
            .whenComplete(
                (number, failure) -> {
                  if (failure != null) {
                    // Tasks that are starting or ending cannot take one; the caller asks again.
                    LOGGER.debug("No checkpoint out of turn", failure);
                  }
                });
  }

  /** Stops the job with a savepoint, without draining it; completes with the savepoint's place. */
  CompletableFuture<String> stopWithSavepoint(String directory) {
    return cluster.stopWithSavepoint(job, directory, false, SavepointFormatType.CANONICAL);
  }

  @Override
  public void close() {
    try {
      cluster.closeAsync().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOGGER.warn("The local cluster did not shut down in order", e.getCause());
    }
  }
}
