package io.guardlake.setup.world;

/** Whether an account can use a region, as account:ListRegions says. */
public enum OptIn {
  /** On in every account. */
  DEFAULT,
  OPTED_IN,
  NOT_OPTED_IN;

  /** Whether the region is one that accounts must opt in to. */
  public boolean isOptInRegion() {
    return this != DEFAULT;
  }
}
