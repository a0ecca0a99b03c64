package io.guardlake.jobs.pipeline;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.metrics.RunCounters;
import io.guardlake.jobs.table.CommitListener;

/** Counts the files that were committed in this JVM, for the run's summary. */
final class CommitCounter implements CommitListener {
  private static final long serialVersionUID = 1;

  private final String runId;

  CommitCounter(String runId) {
    this.runId = requireNonNull(runId, "runId is null");
  }

  @Override
  public void committed(String table, int files, long rows) {
    RunCounters.of(runId).committed(files);
  }
}
