package io.guardlake.jobs.replay;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;

/**
 * The usual stores, and behind them what quarantine kept: an object that is gone, or was replaced,
 * is read as the lines that were kept of it.
 *
 * @param replay names the replay
 * @param first what is asked first
 */
record KeptStores(String replay, ReadFirst first) implements ObjectStoreFactory {
  private static final long serialVersionUID = 1;

  KeptStores {
    requireNonNull(replay, "replay is null");
    requireNonNull(first, "first is null");
  }

  @Override
  public ObjectStore open(SourceUri source, int connections) {
    return new KeptStore(
        ObjectStoreFactory.standard().open(source, connections),
        source,
        RunningReplay.of(replay),
        first);
  }
}
