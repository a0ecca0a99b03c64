package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoreException.Scope;
import io.guardlake.jobs.source.store.StoredObject;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a reader keeps for its whole life: stores and threads. Flink makes and drops split readers
 * each time that a reader falls idle, and connections should outlive that.
 */
final class ReaderResources implements AutoCloseable {
  private final ExportSourceSettings settings;
  private final Map<SourceUri, ObjectStore> stores = new HashMap<>();
  private final ExecutorService threads;

  ReaderResources(ExportSourceSettings settings, ObjectStoreFactory factory) {
    this.settings = settings;
    int parallel = settings.fetchLimits().parallel();
    this.threads = Executors.newFixedThreadPool(parallel, new NamedThreads("guardlake-fetch"));

    for (SourceUri source : settings.sources()) {
      // One more for the large object that is streamed meanwhile.
      stores.put(source, factory.open(source, parallel + 1));
    }
  }

  ExportSourceSettings settings() {
    return settings;
  }

  ExecutorService threads() {
    return threads;
  }

  /** Opens an object of one of the sources, and of nothing else. */
  InputStream open(ExportObject object) throws StoreException {
    for (SourceUri source : settings.sources()) {
      if (source.contains(object.uri())) {
        return stores
            .get(source)
            .open(
                new StoredObject(
                    source.keyOf(object.uri()),
                    object.etag(),
                    object.size(),
                    object.lastModified()));
      }
    }

    throw new StoreException(
        Scope.OBJECT,
        QuarantineReason.NOT_FOUND,
        object.uri() + " is in none of the job's sources any more; add its source again.",
        null);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    stores.values().forEach(ObjectStore::close);
  }
}
