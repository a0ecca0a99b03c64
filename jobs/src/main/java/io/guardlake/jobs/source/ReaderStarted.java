package io.guardlake.jobs.source;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader starts, and says which splits it was given from a checkpoint: only readers know, after
 * they were set back, what is still to be read.
 */
record ReaderStarted(List<HeldSplit> held) implements SourceEvent {
  private static final long serialVersionUID = 1;

  ReaderStarted {
    held = List.copyOf(held);
  }
}
