package io.guardlake.jobs.replay;

import io.guardlake.jobs.source.store.FetchedObject;
import io.guardlake.jobs.source.store.ListingPage;
import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreProblem;
import io.guardlake.jobs.source.store.StoreRequests;
import io.guardlake.jobs.source.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A store whose objects are read from quarantine where they are not there any more. */
final class KeptStore implements ObjectStore {
  private final ObjectStore store;
  private final SourceUri source;
  private final RunningReplay replay;
  private final ReadFirst first;

  KeptStore(ObjectStore store, SourceUri source, RunningReplay replay, ReadFirst first) {
    this.store = store;
    this.source = source;
    this.replay = replay;
    this.first = first;
  }

  @Override
  public void check() throws StoreException {
    store.check();
  }

  @Override
  public ListingPage list(String prefix, boolean oneLevel, String from) throws StoreException {
    return store.list(prefix, oneLevel, from);
  }

  @Override
  public InputStream open(StoredObject object) throws StoreException {
    if (first == ReadFirst.THE_KEPT_BYTES) {
      Optional<KeptLines.Kept> kept = kept(object);

      if (kept.isPresent()) {
        return open(object, kept.get());
      }
    }

    try {
      return store.open(object);
    } catch (StoreException e) {
      return open(object, keptInsteadOf(object, e));
    }
  }

  @Override
  public CompletableFuture<FetchedObject> fetch(StoredObject object, int mostBytes) {
    try {
      if (first == ReadFirst.THE_KEPT_BYTES) {
        Optional<KeptLines.Kept> kept = kept(object);

        if (kept.isPresent()) {
          return CompletableFuture.completedFuture(fetched(object, kept.get(), mostBytes));
        }
      }
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }

    return store
        .fetch(object, mostBytes)
        .exceptionallyCompose(error -> fetchKept(object, mostBytes, error));
  }

  private CompletableFuture<FetchedObject> fetchKept(
      StoredObject object, int mostBytes, Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;

    if (!(cause instanceof StoreException failed)) {
      return CompletableFuture.failedFuture(cause);
    }

    try {
      KeptLines.Kept kept = keptInsteadOf(object, failed);
      return CompletableFuture.completedFuture(fetched(object, kept, mostBytes));
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What is kept of an object that is not there any more; else throws why it cannot be read. */
  private KeptLines.Kept keptInsteadOf(StoredObject object, StoreException failed)
      throws StoreException {
    boolean isGone =
        failed.problem() == StoreProblem.NOT_FOUND || failed.problem() == StoreProblem.CHANGED;

    if (!isGone) {
      throw failed;
    }

    return kept(object).orElseThrow(() -> failed);
  }

  private Optional<KeptLines.Kept> kept(StoredObject object) throws StoreException {
    String uri = source.uriOf(object.key());

    try {
      Optional<KeptLines.Kept> kept = replay.keptLines().of(uri, object.etag());

      if (kept.isPresent()) {
        replay.watch().readFromKeptBytes(uri, object.etag());
      }

      return kept;
    } catch (IOException e) {
      throw unreadable(uri, e);
    }
  }

  private static FetchedObject fetched(StoredObject object, KeptLines.Kept kept, int mostBytes)
      throws StoreException {
    StoredObject made =
        new StoredObject(object.key(), object.etag(), kept.size(), kept.exportedBy());

    try {
      return new FetchedObject(
          made, kept.size() > mostBytes ? null : Files.readAllBytes(kept.file()));
    } catch (IOException e) {
      throw unreadable(object.key(), e);
    }
  }

  private InputStream open(StoredObject object, KeptLines.Kept kept) throws StoreException {
    try {
      return Files.newInputStream(kept.file());
    } catch (IOException e) {
      throw unreadable(source.uriOf(object.key()), e);
    }
  }

  private static StoreException unreadable(String uri, IOException e) {
    return new StoreException(
        StoreProblem.REFUSED,
        "The kept bytes of %s could not be read (%s).".formatted(uri, e.getMessage()),
        e);
  }

  @Override
  public StoreRequests requests() {
    return store.requests();
  }

  @Override
  public void close() {
    store.close();
  }
}
