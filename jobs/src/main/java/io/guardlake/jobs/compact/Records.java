package io.guardlake.jobs.compact;

import java.io.IOException;

/** Records one after another. */
interface Records<T> {
  /** The next one, or null at the end. */
  T next() throws IOException;
}
