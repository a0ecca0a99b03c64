package io.guardlake.jobs.source;

import java.util.List;
import java.util.Set;

/** What an enumerator must not forget; its size depends on the window and not on history. */
public final class EnumeratorState {
  private final Learning.Phase phase;
  private final List<ExportSplit.Learning> toLearn;
  private final Set<String> beingLearnt;
  private final List<ExportObject> pending;
  private final List<ExportSplit.Objects> returned;
  private final long nextSplit;
  private final ListingState listing;
  private final SeenObjects seen;

  EnumeratorState(
      Learning.Phase phase,
      List<ExportSplit.Learning> toLearn,
      Set<String> beingLearnt,
      List<ExportObject> pending,
      List<ExportSplit.Objects> returned,
      long nextSplit,
      ListingState listing,
      SeenObjects seen) {
    this.phase = phase;
    this.toLearn = List.copyOf(toLearn);
    this.beingLearnt = Set.copyOf(beingLearnt);
    this.pending = List.copyOf(pending);
    this.returned = List.copyOf(returned);
    this.nextSplit = nextSplit;
    this.listing = listing;
    this.seen = seen;
  }

  static EnumeratorState empty() {
    return new EnumeratorState(
        Learning.Phase.NEW,
        List.of(),
        Set.of(),
        List.of(),
        List.of(),
        0,
        ListingState.START,
        new SeenObjects());
  }

  Learning.Phase phase() {
    return phase;
  }

  List<ExportSplit.Learning> toLearn() {
    return toLearn;
  }

  Set<String> beingLearnt() {
    return beingLearnt;
  }

  List<ExportObject> pending() {
    return pending;
  }

  List<ExportSplit.Objects> returned() {
    return returned;
  }

  long nextSplit() {
    return nextSplit;
  }

  ListingState listing() {
    return listing;
  }

  SeenObjects seen() {
    return seen;
  }
}
