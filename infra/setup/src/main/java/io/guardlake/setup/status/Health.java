package io.guardlake.setup.status;

/** How a region's export is. */
public enum Health {
  /** What was found last was exported. */
  PUBLISHING(Concern.NONE),
  /** There is nothing to export. */
  QUIET(Concern.NONE),
  /** What was found last is to be exported within the frequency. */
  DUE(Concern.NONE),
  /** GuardDuty has not tried the destination yet. */
  VERIFYING(Concern.NONE),
  /** The configuration, or a rule of GuardDuty's, leaves the region out. */
  LEFT_OUT(Concern.NONE),
  /** GuardDuty says that all is well, and what was found last never came. */
  LATE(Concern.BROKEN),
  /** GuardDuty cannot write. */
  FAILING(Concern.BROKEN),
  /** GuardDuty has given up, until the destination is set anew. */
  STOPPED(Concern.BROKEN),
  /** Nothing is exported, or elsewhere. */
  NO_EXPORT(Concern.BROKEN),
  /** Nobody can tell. */
  UNKNOWN(Concern.BROKEN);

  private enum Concern {
    NONE,
    BROKEN
  }

  private final Concern concern;

  Health(Concern concern) {
    this.concern = concern;
  }

  /** Whether someone must look at it: an export that may have stopped is one that has. */
  public boolean isBroken() {
    return concern == Concern.BROKEN;
  }
}
