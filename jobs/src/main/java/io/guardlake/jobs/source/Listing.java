package io.guardlake.jobs.source;

import java.io.IOException;

/** A way to find the objects of a bounded source, a step at a time. */
interface Listing extends AutoCloseable {
  /** The next step; one that failed with a StoreException may be asked for again. */
  ListingStep next() throws IOException;

  /** Tells one list of objects from another; empty where nothing else is listed. Blocks. */
  default String fingerprint() throws IOException {
    return "";
  }

  @Override
  default void close() throws IOException {}
}
