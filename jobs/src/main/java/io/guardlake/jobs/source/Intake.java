package io.guardlake.jobs.source;

import java.util.List;

/**
 * Takes what feeds find, in the coordinator's thread: each object once, and no more than there is
 * room for. Whatever it was told of is in the next snapshot of the enumerator.
 */
final class Intake {
  private final ExportDays days;
  private final int limit;
  private final SeenObjects seen;
  private final PendingObjects pending;
  private final DiscoveryMetrics metrics;
  private final SkippedKeys skipped = new SkippedKeys();

  /**
   * @param limit how many objects may be pending before feeds must wait
   * @param seen taken over
   */
  Intake(
      ExportDays days,
      int limit,
      SeenObjects seen,
      PendingObjects pending,
      DiscoveryMetrics metrics) {
    this.days = days;
    this.limit = limit;
    this.seen = seen;
    this.pending = pending;
    this.metrics = metrics;
  }

  /** What became of an object that was offered. Whoever offered it need not do so again. */
  enum Answer {
    NEW,
    /** It was taken before. */
    KNOWN,
    /** Its day is before the horizon, and it was counted; or to come, and listing will find it. */
    OTHER_DAY
  }

  /** Takes an object of an export day. */
  Answer offer(int day, ExportObject object) {
    DayVerdict verdict = days.of(day);

    if (verdict == DayVerdict.NOT_YET) {
      return Answer.OTHER_DAY;
    }

    if (verdict == DayVerdict.BEFORE_HORIZON) {
      skipped.addBeforeHorizon(day, object);
      metrics.skipped(skipped);
      return Answer.OTHER_DAY;
    }

    if (!seen.add(day, object)) {
      return Answer.KNOWN;
    }

    pending.add(object);
    metrics.found(object, verdict);
    return Answer.NEW;
  }

  /** Counts what is no export's, each once. */
  void skip(List<ExportObject> foreign, List<ExportObject> markers) {
    if (!foreign.isEmpty() || !markers.isEmpty()) {
      skipped.add(foreign, markers);
      metrics.skipped(skipped);
    }
  }

  /** Whether objects may be offered; where not, {@link DiscoveryFeed#resume} tells when. */
  boolean hasRoom() {
    return hasRoomBeside(0);
  }

  /** Whether more may be asked for while so many objects may be on their way already. */
  boolean hasRoomBeside(int underWay) {
    return pending.size() + underWay < limit;
  }

  /** Moves the horizon of a window and forgets what is before it. */
  void forgetBeforeHorizon(DayWindow window) {
    if (!seen.isEmpty()) {
      forgetBefore(window.moveHorizon(seen.newestDay()));
    }
  }

  /** No object of an export day before this one will be offered any more. */
  void forgetBefore(int day) {
    seen.forgetBefore(day);
  }
}
