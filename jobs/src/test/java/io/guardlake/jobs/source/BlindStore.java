package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.FetchedObject;
import io.guardlake.jobs.source.store.ListingPage;
import io.guardlake.jobs.source.store.ObjectStore;
import io.guardlake.jobs.source.store.ObjectStoreFactory;
import io.guardlake.jobs.source.store.StoreException;
import io.guardlake.jobs.source.store.StoredObject;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** A store whose listing shows nothing, so that only messages tell of its objects. */
record BlindStore(ObjectStore store) implements ObjectStore {
  static ObjectStoreFactory factory() {
    ObjectStoreFactory standard = ObjectStoreFactory.standard();
    return (source, connections) -> new BlindStore(standard.open(source, connections));
  }

  @Override
  public void check() throws StoreException {
    store.check();
  }

  @Override
  public ListingPage list(String prefix, boolean oneLevel, String from) {
    return ListingPage.EMPTY;
  }

  @Override
  public InputStream open(StoredObject object) throws StoreException {
    return store.open(object);
  }

  @Override
  public CompletableFuture<FetchedObject> fetch(StoredObject object, int mostBytes) {
    return store.fetch(object, mostBytes);
  }

  @Override
  public void close() {
    store.close();
  }
}
