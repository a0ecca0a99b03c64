package io.guardlake.chaos;

import java.time.Duration;
import java.util.SplittableRandom;

/** The job on a cluster of several JVMs, which recover it by themselves. */
final class ClusterIngest implements Ingest {
  private final World world;
  private final FlinkCluster cluster;
  private final SplittableRandom dice;
  private String job;
  private String savepoint;

  ClusterIngest(World world, Plan plan) {
    this.world = world;
    this.cluster = FlinkCluster.start(world);
    this.dice = plan.dice("cluster");
  }

  @Override
  public void start(Feed feed, int parallelism) {
    cluster.revive();
    job = cluster.submit(parallelism, savepoint, Ingest.options(world, feed, parallelism));
  }

  @Override
  public void revive() {
    cluster.revive();
    String state = cluster.state(job);

    if (state.equals("FAILED") || state.equals("FINISHED") || state.equals("CANCELED")) {
      throw new AssertionError("The job is %s.%n%s".formatted(state, cluster.logs()));
    }
  }

  @Override
  public String killWorker() {
    cluster.killTaskManager(dice.nextInt(2));
    return "TaskManager";
  }

  @Override
  public String killCoordinator() {
    cluster.killJobManager();
    return "JobManager";
  }

  /** A stop that finds tasks starting or ending is asked for again. */
  @Override
  public boolean stop() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();

    while (System.nanoTime() < deadline) {
      cluster.revive();
      String taken = cluster.stop(job, world.state() + "/savepoints", Duration.ofSeconds(30));

      if (taken == null && cluster.state(job).equals("FINISHED")) {
        // It did stop, and the answer was lost.
        taken = cluster.lastSavepoint(job);
      }

      if (taken != null) {
        savepoint = taken;
        return true;
      }

      Pauses.millis(500);
    }

    return false;
  }

  @Override
  public String logs() {
    return cluster.logs();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
