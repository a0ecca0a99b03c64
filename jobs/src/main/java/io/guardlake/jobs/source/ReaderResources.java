package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.FetchedObject;
import io.guardlake.jobs.source.store.NoAnswer;
import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreProblem;
import io.guardlake.jobs.source.store.StoreRequests;
import io.guardlake.jobs.source.store.StoredObject;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a reader keeps for its whole life: stores, and what it knows of their health. Flink makes
 * and drops split readers each time that a reader falls idle, and connections should outlive that.
 */
final class ReaderResources implements AutoCloseable {
  private final ExportSourceSettings settings;
  private final Map<SourceUri, ObjectStore> stores = new HashMap<>();
  private final StoreHealth health = new StoreHealth(System::nanoTime);
  private final ExecutorService retries =
      Executors.newSingleThreadExecutor(new NamedThreads("guardlake-retry"));

  ReaderResources(ExportSourceSettings settings, ObjectStoreFactory factory) {
    this.settings = settings;

    for (SourceUri source : settings.sources()) {
      // One more for the large object that is streamed meanwhile.
      stores.put(source, factory.open(source, settings.fetchLimits().parallel() + 1));
    }
  }

  ExportSourceSettings settings() {
    return settings;
  }

  FetchLimits limits() {
    return settings.fetchLimits();
  }

  StoreHealth health() {
    return health;
  }

  /** Where what is tried again begins. */
  ExecutorService retries() {
    return retries;
  }

  /** What was asked of the sources. */
  List<StoreRequests> requests() {
    return stores.values().stream().map(ObjectStore::requests).toList();
  }

  /** Opens an object of one of the sources, and of nothing else. */
  InputStream open(ExportObject object) throws StoreException {
    SourceUri source = sourceOf(object);
    return stores.get(source).open(stored(source, object));
  }

  /** Fetches an object of one of the sources, and of nothing else. */
  CompletableFuture<FetchedObject> fetch(ExportObject object, int mostBytes) {
    try {
      SourceUri source = sourceOf(object);
      return stores.get(source).fetch(stored(source, object), mostBytes);
    } catch (StoreException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What is said of an object that was waited for in vain. */
  StoreException noAnswer(ExportObject object, Duration waited) {
    try {
      return NoAnswer.of(object.uri(), stores.get(sourceOf(object)).requests(), waited);
    } catch (StoreException e) {
      return e;
    }
  }

  private SourceUri sourceOf(ExportObject object) throws StoreException {
    for (SourceUri source : settings.sources()) {
      if (source.contains(object.uri())) {
        return source;
      }
    }

    throw new StoreException(
        StoreProblem.NOT_FOUND,
        object.uri() + " is in none of the job's sources any more; add its source again.",
        null);
  }

  private static StoredObject stored(SourceUri source, ExportObject object) {
    return new StoredObject(
        source.keyOf(object.uri()), object.etag(), object.size(), object.lastModified());
  }

  @Override
  public void close() {
    retries.shutdownNow();
    stores.values().forEach(ObjectStore::close);
  }
}
