package io.guardlake.jobs.alert.rule;

import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When a rule that matches fires. What a version is compared with is what came before it, in the
 * order of arrival; a version that arrives late and is worse than all before it still counts as a
 * rise, for nobody has been told.
 *
 * @param occurrences fires where the finding's count reaches one of these for the first time
 * @param againAfter fires where the finding was quiet for so long, by its own times; null: never
 */
public record Triggers(
    boolean firstSeen,
    boolean severityRose,
    boolean everyVersion,
    List<Long> occurrences,
    Duration againAfter)
    implements Serializable {
  public Triggers {
    occurrences = List.copyOf(occurrences);
  }

  /** What a rule that does not say when it fires has. */
  static Triggers usual() {
    return new Triggers(true, true, false, List.of(), null);
  }

  boolean none() {
    return !firstSeen
        && !severityRose
        && !everyVersion
        && occurrences.isEmpty()
        && againAfter == null;
  }

  /** Why a version fires; empty where it does not. */
  Set<Reason> reasons(FindingHistory before, VersionFacts version) {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    if (everyVersion) {
      reasons.add(Reason.NEW_VERSION);
    }

    if (before.isEmpty()) {
      if (firstSeen) {
        reasons.add(Reason.FIRST_SEEN);
      }

      return reasons;
    }

    if (severityRose && version.score() > before.worstScore()) {
      reasons.add(Reason.SEVERITY_ROSE);
    }

    if (occurrences.stream()
        .anyMatch(count -> before.mostOccurrences() < count && version.occurrences() >= count)) {
      reasons.add(Reason.OCCURRENCES_PASSED);
    }

    if (againAfter != null
        && version.updatedAt() - before.newestUpdatedAt() >= againAfter.toNanos() / 1_000) {
      reasons.add(Reason.AGAIN_AFTER_QUIET);
    }

    return reasons;
  }
}
