package io.guardlake.setup.policy;

/**
 * The names GuardDuty acts under. In regions that an account must opt in to it has one of its own
 * (user guide, "Exporting findings": replace guardduty.amazonaws.com by
 * guardduty.REGION.amazonaws.com). The suffix is the same in every partition.
 */
public final class GuardDutyPrincipal {
  public static final String GLOBAL = "guardduty.amazonaws.com";

  private GuardDutyPrincipal() {}

  public static String of(String region) {
    return "guardduty.%s.amazonaws.com".formatted(region);
  }
}
