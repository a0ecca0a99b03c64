package io.guardlake.setup.config;

/** For which accounts of the organization GuardDuty turns something on by itself. */
public enum AutoEnable {
  /** Existing and new accounts; GuardDuty takes up to a day for it. */
  ALL,
  /** Accounts that join from now on. */
  NEW,
  /** None; what is on stays on. */
  NONE
}
