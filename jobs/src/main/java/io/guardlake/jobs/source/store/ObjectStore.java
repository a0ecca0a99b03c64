package io.guardlake.jobs.source.store;

import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/**
 * The objects below one root. Keys are relative to it. Safe for use by many threads; every error of
 * the store comes as a {@link StoreException}.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Fails where the root's bucket or directory does not exist or may not be listed. An empty prefix
   * of a bucket is no error.
   */
  void check() throws StoreException;

  /**
   * One page of the objects whose keys start with a prefix.
   *
   * @param prefix empty, or ending in a slash
   * @param oneLevel whether what lies deeper is folded into {@link ListingPage#prefixes}
   * @param from null for the beginning, else the page before's {@link ListingPage#next}
   */
  ListingPage list(String prefix, boolean oneLevel, String from) throws StoreException;

  /**
   * Opens an object, which must not have changed since it was listed, as far as that is known.
   * Reading from the stream may throw a StoreException too.
   */
  InputStream open(StoredObject object) throws StoreException;

  /**
   * Fetches an object whole, under the same condition as {@link #open}, and says what it is, so
   * that nothing of it is unknown then. Does not block. What is larger than asked for is not
   * fetched.
   *
   * @return fails with a StoreException
   */
  CompletableFuture<FetchedObject> fetch(StoredObject object, int mostBytes);

  /** The requests that were sent, those of others that share this store included. */
  default StoreRequests requests() {
    return new StoreRequests();
  }

  @Override
  void close();
}
