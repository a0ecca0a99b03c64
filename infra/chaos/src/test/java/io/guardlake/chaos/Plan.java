package io.guardlake.chaos;

import java.util.SplittableRandom;

/**
 * What a seed chooses for its round before it begins.
 *
 * @param seed decides everything that is chosen at random
 * @param runner where the job runs
 * @param storage where tables and state are
 * @param disturbances how often the nemesis acts
 * @param objects how many objects are written while it does
 */
record Plan(long seed, Runner runner, Storage storage, int disturbances, int objects) {
  private static final int DISTURBANCES = 8;
  private static final int OBJECTS = 260;

  /** Where the job runs. */
  enum Runner {
    /** In the process of {@code guardlake ingest}. */
    LOCAL,
    /** On a JobManager and two TaskManagers, with ZooKeeper. */
    CLUSTER
  }

  /** Where tables and state are. */
  enum Storage {
    /** In files, with the catalog beside them. */
    FILES,
    /** Tables in files, checkpoints and savepoints on S3, by way of the proxy. */
    STATE_ON_S3,
    /** Both on S3, by way of the proxy. */
    S3
  }

  /** One seed in three goes to a cluster, which takes twice as long. */
  static Plan of(long seed) {
    return of(seed, Math.floorMod(seed, 3) == 0 ? Runner.CLUSTER : Runner.LOCAL);
  }

  static Plan of(long seed, Runner runner) {
    Storage storage = Storage.values()[new SplittableRandom(seed).nextInt(Storage.values().length)];
    return new Plan(seed, runner, storage, DISTURBANCES, OBJECTS);
  }

  SplittableRandom dice(String name) {
    return new SplittableRandom(seed * 31 + name.hashCode());
  }
}
