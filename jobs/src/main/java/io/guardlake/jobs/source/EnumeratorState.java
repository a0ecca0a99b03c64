package io.guardlake.jobs.source;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
  private final TableKnowledge known;

  EnumeratorState(
      Learning.Phase phase,
      List<ExportSplit.Learning> toLearn,
      Set<String> beingLearnt,
      List<ExportObject> pending,
      List<ExportSplit.Objects> returned,
      long nextSplit,
      ListingState listing,
      SeenObjects seen,
      TableKnowledge known) {
    this.phase = phase;
    this.toLearn = List.copyOf(toLearn);
    this.beingLearnt = Set.copyOf(beingLearnt);
    this.pending = List.copyOf(pending);
    this.returned = List.copyOf(returned);
    this.nextSplit = nextSplit;
    this.listing = listing;
    this.seen = seen;
    this.known = known;
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
        new SeenObjects(),
        TableKnowledge.NONE);
  }

  /** Whether it is that of a job that has done nothing yet. */
  boolean isFirst() {
    return phase == Learning.Phase.NEW
        && listing.equals(ListingState.START)
        && known.equals(TableKnowledge.NONE);
  }

  /** The same with everything still to be learnt, whatever was learnt before. */
  EnumeratorState learningAnew() {
    return with(Learning.Phase.NEW, known);
  }

  /** The same with nothing to be learnt. */
  EnumeratorState learnt() {
    return with(Learning.Phase.RELEASED, known);
  }

  EnumeratorState withKnown(TableKnowledge other) {
    return new EnumeratorState(
        phase, toLearn, beingLearnt, pending, returned, nextSplit, listing, seen, other);
  }

  /**
   * The same if all that it is learning is this run's. Another run's readers had the rest of it,
   * and drop it.
   */
  EnumeratorState learningOf(String runId) {
    boolean ours =
        Stream.concat(toLearn.stream().map(ExportSplit.Learning::splitId), beingLearnt.stream())
            .allMatch(splitId -> Learning.isOf(runId, splitId));
    return ours ? this : learningAnew();
  }

  private EnumeratorState with(Learning.Phase other, TableKnowledge knowledge) {
    return new EnumeratorState(
        other, List.of(), Set.of(), pending, returned, nextSplit, listing, seen, knowledge);
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

  TableKnowledge known() {
    return known;
  }
}
