package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ListingPage;
import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoredObject;

/** A source and the store that shows its objects; counts errors. For many threads. */
record ListedSource(SourceUri uri, ObjectStore store, DiscoveryMetrics metrics) {
  void check() throws StoreException {
    try {
      store.check();
    } catch (StoreException e) {
      metrics.listingFailed(uri, e.problem());
      throw e;
    }
  }

  /** A page, as {@link ObjectStore#list} gives it. */
  ListingPage list(String prefix, boolean oneLevel, String from) throws StoreException {
    try {
      return store.list(prefix, oneLevel, from);
    } catch (StoreException e) {
      metrics.listingFailed(uri, e.problem());
      throw e;
    }
  }

  ExportObject exported(StoredObject object) {
    return new ExportObject(
        uri.uriOf(object.key()), object.etag(), object.size(), object.lastModified());
  }
}
