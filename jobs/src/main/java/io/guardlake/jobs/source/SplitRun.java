package io.guardlake.jobs.source;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** A split while it is read. */
interface SplitRun extends AutoCloseable {
  /**
   * Adds the split's next records, and finishes the batch with the last of them. Adds nothing where
   * it was woken up while it waited.
   */
  void read(RecordBatch batch, BooleanSupplier wokenUp) throws IOException;

  @Override
  void close();
}
