package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

/** What a plan means for one region. */
public record RegionVerdict(String region, Kind kind, String sentence) {

  /** In short. */
  public enum Kind {
    /** It exports as wished. */
    EXPORTS,
    /** It will, once the plan is done. */
    WILL_EXPORT,
    /** Its policies let GuardDuty not export, and the plan cannot mend that. */
    BLOCKED,
    /** GuardDuty does not export from there to the bucket's region. */
    NOT_EXPORTABLE,
    /** The account has not opted in to it. */
    NOT_ENABLED,
    /** The configuration leaves it out. */
    NOT_CHOSEN,
    UNREADABLE
  }

  public RegionVerdict {
    requireNonNull(region, "region is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(sentence, "sentence is null");
  }
}
