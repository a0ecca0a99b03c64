package io.guardlake.setup.aws;

import io.guardlake.setup.plan.PolicyTarget;

/** Keeps policies as they were before they are changed, for people to look at. */
@FunctionalInterface
public interface Backups {
  /**
   * Keeps a policy. Throwing keeps it from being changed.
   *
   * @param before the whole document; empty: there is none
   */
  void keep(PolicyTarget target, String before);
}
