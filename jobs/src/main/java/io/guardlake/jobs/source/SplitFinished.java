package io.guardlake.jobs.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** A reader has emitted every record of a split. */
record SplitFinished(HeldSplit split) implements SourceEvent {
  private static final long serialVersionUID = 1;
}
