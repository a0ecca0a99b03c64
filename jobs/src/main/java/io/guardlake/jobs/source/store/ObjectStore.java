package io.guardlake.jobs.source.store;

import java.io.InputStream;

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
   * Opens an object, which must not have changed since it was listed. Reading from the stream may
   * throw a StoreException too.
   */
  InputStream open(StoredObject object) throws StoreException;

  @Override
  void close();
}
