package io.guardlake.jobs.source;

import io.guardlake.jobs.source.store.ListingPage;
import io.guardlake.jobs.source.store.StoredObject;
import java.util.ArrayList;
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

  /** What a page of a day shows, sorted by what it is. */
  static ListingStep of(ListedSource source, int day, ListingPage page) {
    List<ExportObject> objects = new ArrayList<>();
    List<ExportObject> foreign = new ArrayList<>();
    List<ExportObject> markers = new ArrayList<>();

    for (StoredObject stored : page.objects()) {
      ExportObject object = source.exported(stored);

      if (ExportLayout.isMarker(stored.key(), stored.size())) {
        markers.add(object);
      } else if (ExportLayout.parse(stored.key()).isPresent()) {
        objects.add(object);
      } else {
        foreign.add(object);
      }
    }

    return new ListingStep(day, objects, foreign, markers, false);
  }
}
