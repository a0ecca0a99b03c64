package io.guardlake.jobs.source;

import java.io.IOException;

/** A way to find the objects of a bounded source, a step at a time. */
interface Listing extends AutoCloseable {
  /** The next step; one that failed with a StoreException may be asked for again. */
  ListingStep next() throws IOException;

  @Override
  default void close() throws IOException {}
}
