package io.guardlake.sandbox.aws.world;

/** Whether an account may use a region, in the words of the Account API. */
public enum OptStatus {
  ENABLED_BY_DEFAULT,
  ENABLED,
  ENABLING,
  DISABLED;

  public boolean isUsable() {
    return this == ENABLED_BY_DEFAULT || this == ENABLED;
  }
}
