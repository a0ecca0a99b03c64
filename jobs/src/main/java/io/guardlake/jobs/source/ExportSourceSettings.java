package io.guardlake.jobs.source;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.KnownIdentities;
import io.guardlake.jobs.source.lines.ReadLimits;
import io.guardlake.jobs.source.store.SourceUri;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * What a source reads and how. Never changed; begin with {@link #of} and refine.
 *
 * @param runId names this run in {@link SourceProgress}
 * @param sources the exports to read; none may lie within another
 * @param known what is learnt before the first object is read
 * @param queue what tells of new objects beside listing, or null
 * @param access how the right to write is taken before anything is read, or null where nothing that
 *     must be shared is written
 */
public record ExportSourceSettings(
    String runId,
    List<SourceUri> sources,
    ReadMode mode,
    KnownIdentities known,
    ObjectErrorPolicy onObjectError,
    ReadLimits readLimits,
    SplitLimits splitLimits,
    ListingLimits listingLimits,
    FetchLimits fetchLimits,
    SourceClock clock,
    QueueSettings queue,
    WriteAccess access)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public ExportSourceSettings {
    requireNonNull(runId, "runId is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(known, "known is null");
    requireNonNull(onObjectError, "onObjectError is null");
    requireNonNull(readLimits, "readLimits is null");
    requireNonNull(splitLimits, "splitLimits is null");
    requireNonNull(listingLimits, "listingLimits is null");
    requireNonNull(fetchLimits, "fetchLimits is null");
    requireNonNull(clock, "clock is null");
    sources = List.copyOf(sources);
    requireApart(sources);

    if (queue != null) {
      requireNotified(sources, mode);
    }
  }

  private static void requireNotified(List<SourceUri> sources, ReadMode mode) {
    if (mode instanceof ReadMode.Bounded) {
      throw new IllegalArgumentException("A source that ends follows no queue");
    }

    for (SourceUri source : sources) {
      if (!(source instanceof SourceUri.Bucket)) {
        throw new IllegalArgumentException(
            source.text() + " is a directory, of which no queue tells; follow it with --feed list");
      }
    }
  }

  private static void requireApart(List<SourceUri> sources) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no source; give at least one, as s3://bucket/prefix or file:///directory");
    }

    if (new HashSet<>(sources).size() < sources.size()) {
      throw new IllegalArgumentException("A source is given twice; leave one out");
    }

    for (SourceUri outer : sources) {
      for (SourceUri inner : sources) {
        if (outer.contains(inner.text())) {
          throw new IllegalArgumentException(
              inner.text() + " lies within " + outer.text() + "; leave one of them out");
        }
      }
    }
  }

  /** The standard limits, nothing to learn, objects that cannot be read to quarantine. */
  public static ExportSourceSettings of(String runId, List<SourceUri> sources, ReadMode mode) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        KnownIdentities.none(),
        ObjectErrorPolicy.QUARANTINE,
        ReadLimits.standard(),
        SplitLimits.standard(),
        ListingLimits.standard(),
        FetchLimits.standard(),
        SourceClock.system(),
        null,
        null);
  }

  public ExportSourceSettings withKnown(KnownIdentities other) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        other,
        onObjectError,
        readLimits,
        splitLimits,
        listingLimits,
        fetchLimits,
        clock,
        queue,
        access);
  }

  public ExportSourceSettings withOnObjectError(ObjectErrorPolicy other) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        known,
        other,
        readLimits,
        splitLimits,
        listingLimits,
        fetchLimits,
        clock,
        queue,
        access);
  }

  public ExportSourceSettings withReadLimits(ReadLimits other) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        known,
        onObjectError,
        other,
        splitLimits,
        listingLimits,
        fetchLimits,
        clock,
        queue,
        access);
  }

  public ExportSourceSettings withSplitLimits(SplitLimits other) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        known,
        onObjectError,
        readLimits,
        other,
        listingLimits,
        fetchLimits,
        clock,
        queue,
        access);
  }

  public ExportSourceSettings withListingLimits(ListingLimits other) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        known,
        onObjectError,
        readLimits,
        splitLimits,
        other,
        fetchLimits,
        clock,
        queue,
        access);
  }

  public ExportSourceSettings withFetchLimits(FetchLimits other) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        known,
        onObjectError,
        readLimits,
        splitLimits,
        listingLimits,
        other,
        clock,
        queue,
        access);
  }

  public ExportSourceSettings withClock(SourceClock other) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        known,
        onObjectError,
        readLimits,
        splitLimits,
        listingLimits,
        fetchLimits,
        other,
        queue,
        access);
  }

  /** Follows a queue beside listing; only a continuous source of buckets can. */
  public ExportSourceSettings withQueue(QueueSettings other) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        known,
        onObjectError,
        readLimits,
        splitLimits,
        listingLimits,
        fetchLimits,
        clock,
        other,
        access);
  }

  /** Takes the right to write first. */
  public ExportSourceSettings withAccess(WriteAccess other) {
    return new ExportSourceSettings(
        runId,
        sources,
        mode,
        known,
        onObjectError,
        readLimits,
        splitLimits,
        listingLimits,
        fetchLimits,
        clock,
        queue,
        other);
  }

  ExportSourceSettings withMode(ReadMode other) {
    return new ExportSourceSettings(
        runId,
        sources,
        other,
        known,
        onObjectError,
        readLimits,
        splitLimits,
        listingLimits,
        fetchLimits,
        clock,
        queue,
        access);
  }

  boolean isBounded() {
    return mode instanceof ReadMode.Bounded;
  }
}
