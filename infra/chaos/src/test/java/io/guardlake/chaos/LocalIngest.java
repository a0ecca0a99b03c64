package io.guardlake.chaos;

import java.util.ArrayList;
import java.util.List;

/** {@code guardlake ingest}, everything in one process. */
final class LocalIngest implements Ingest {
  private static final int USAGE = 64;
  private static final int TERMINATED = 128 + 15;

  private final Installation installation;
  private final World world;
  private final Faults faults;
  private JavaProcess process;
  private boolean killed;
  private Feed feed;
  private int parallelism;

  LocalIngest(Installation installation, World world, Faults faults) {
    this.installation = installation;
    this.world = world;
    this.faults = faults;
  }

  @Override
  public void start(Feed newFeed, int newParallelism) {
    feed = newFeed;
    parallelism = newParallelism;
    killed = false;
    List<String> options = new ArrayList<>(Ingest.options(world, feed, parallelism));
    options.addAll(List.of("--json", "--verbose"));
    process = installation.run("ingest", world, options);
  }

  @Override
  public void revive() {
    if (process.isAlive()) {
      return;
    }

    if (!killed && (process.exitCode() == USAGE || !faults.feltWithin(Nemesis.AFTERMATH))) {
      throw new AssertionError(
          "ingest ended with %d though nothing was done to it.%n%s"
              .formatted(process.exitCode(), process.tail()));
    }

    start(feed, parallelism);
  }

  @Override
  public String killWorker() {
    killed = true;
    process.kill();
    return "runner";
  }

  @Override
  public String killCoordinator() {
    return killWorker();
  }

  @Override
  public boolean stop() {
    process.terminate();

    if (!process.awaitEnd(PATIENCE)) {
      killed = true;
      process.kill();
      return false;
    }

    if (process.exitCode() == TERMINATED) {
      // The signal came before the command listened for it.
      killed = true;
    }

    if (process.exitCode() != 0) {
      revive();
      return false;
    }

    return true;
  }

  @Override
  public String logs() {
    return process.tail();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
