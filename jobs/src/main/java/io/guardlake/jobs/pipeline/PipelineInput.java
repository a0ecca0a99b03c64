package io.guardlake.jobs.pipeline;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.store.ObjectStoreFactory;

/**
 * Where objects are read from, and who watches.
 *
 * @param stores opens what a source names
 */
public record PipelineInput(ObjectStoreFactory stores, ReadWatch watch) {
  public PipelineInput {
    requireNonNull(stores, "stores is null");
    requireNonNull(watch, "watch is null");
  }

  /** From S3 and this machine's directories, watched by nobody. */
  public static PipelineInput standard() {
    return new PipelineInput(ObjectStoreFactory.standard(), ReadWatch.none());
  }
}
