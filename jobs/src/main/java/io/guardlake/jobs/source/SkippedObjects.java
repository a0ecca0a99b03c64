package io.guardlake.jobs.source;

import java.util.ArrayList;
import java.util.List;

/** What a listing showed and the source doesn't read. Safe for use by many threads. */
final class SkippedObjects {
  private final List<ExportObject> foreign = new ArrayList<>();
  private final List<ExportObject> markers = new ArrayList<>();

  synchronized void add(ExportObject object, boolean marker) {
    (marker ? markers : foreign).add(object);
  }

  synchronized List<ExportObject> foreign() {
    return List.copyOf(foreign);
  }

  synchronized List<ExportObject> markers() {
    return List.copyOf(markers);
  }

  synchronized boolean isEmpty() {
    return foreign.isEmpty() && markers.isEmpty();
  }
}
