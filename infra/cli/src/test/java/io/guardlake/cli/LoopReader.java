package io.guardlake.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks an output for all of its versions again and again, in a thread of its own, and fails on an
 * answer that has one twice or lacks one that an earlier answer had.
 */
final class LoopReader implements AutoCloseable {
  private static final String COUNTS =
      "SELECT count(*), count(DISTINCT (account_id, region, finding_id, updated_at, version_hash))"
          + " FROM findings";

  private final Lake lake;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<Integer> answers;
  private volatile boolean stopped;

  LoopReader(Lake lake) {
    this.lake = lake;
    this.answers = thread.submit((Callable<Integer>) this::loop);
  }

  /** Stops, and returns how many answers there were; throws what was wrong with one. */
  int stop() throws Exception {
    stopped = true;

    try {
      return answers.get();
    } catch (ExecutionException e) {
      throw new AssertionError("A reader saw something wrong.", e.getCause());
    }
  }

  private int loop() throws Exception {
    int count = 0;
    long before = 0;

    while (!stopped) {
      List<Object> row = lake.rows(COUNTS).get(0);
      long versions = ((Number) row.get(0)).longValue();
      long distinct = ((Number) row.get(1)).longValue();

      if (versions != distinct) {
        throw new AssertionError(versions + " versions, of which " + distinct + " are distinct");
      }

      if (versions < before) {
        throw new AssertionError(versions + " versions, where there were " + before + " before");
      }

      before = versions;
      count++;
    }

    return count;
  }

  @Override
  public void close() {
    stopped = true;
    thread.shutdown();
  }
}
