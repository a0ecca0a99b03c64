package io.guardlake.jobs.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** A reader may go on with the objects that it was restored with. */
record ObjectsReleased() implements SourceEvent {
  private static final long serialVersionUID = 1;
}
