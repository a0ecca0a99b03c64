package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;

/** Where the objects of an export go. */
public interface ExportSink extends AutoCloseable {
  /**
   * Puts one object. An implementation may return before it is there, and then reports a failure on
   * a later call.
   *
   * @param content not to be changed, by either side
   * @param exportedAt the last-modified time the object should have, where that can be set
   */
  void put(String key, byte[] content, Instant exportedAt) throws IOException;

  /** Returns once every object put so far is there. */
  default void flush() throws IOException {}

  /** Releases what the sink holds; objects put and not flushed may be lost. */
  @Override
  default void close() throws IOException {}
}
