package io.guardlake.jobs.source;

import java.util.List;

/**
 * A part of a listing round.
 *
 * @param day the export day that {@code objects} are of, every earlier one being listed to its end;
 *     of a manifest, the number of its parts before this one
 * @param foreign what is no export's
 * @param last whether the round is over
 */
record ListingStep(
    int day,
    List<ExportObject> objects,
    List<ExportObject> foreign,
    List<ExportObject> markers,
    boolean last) {
  ListingStep {
    objects = List.copyOf(objects);
    foreign = List.copyOf(foreign);
    markers = List.copyOf(markers);
  }
}
