package io.guardlake.sandbox.aws.world;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A region. Which need opting in to is from
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html.
 */
public enum Region {
  US_EAST_1(OptIn.NOT_NEEDED),
  US_EAST_2(OptIn.NOT_NEEDED),
  US_WEST_1(OptIn.NOT_NEEDED),
  US_WEST_2(OptIn.NOT_NEEDED),
  AP_NORTHEAST_1(OptIn.NOT_NEEDED),
  AP_NORTHEAST_2(OptIn.NOT_NEEDED),
  AP_NORTHEAST_3(OptIn.NOT_NEEDED),
  AP_SOUTH_1(OptIn.NOT_NEEDED),
  AP_SOUTHEAST_1(OptIn.NOT_NEEDED),
  AP_SOUTHEAST_2(OptIn.NOT_NEEDED),
  CA_CENTRAL_1(OptIn.NOT_NEEDED),
  EU_CENTRAL_1(OptIn.NOT_NEEDED),
  EU_NORTH_1(OptIn.NOT_NEEDED),
  EU_WEST_1(OptIn.NOT_NEEDED),
  EU_WEST_2(OptIn.NOT_NEEDED),
  EU_WEST_3(OptIn.NOT_NEEDED),
  SA_EAST_1(OptIn.NOT_NEEDED),
  AF_SOUTH_1(OptIn.NEEDED),
  AP_EAST_1(OptIn.NEEDED),
  AP_EAST_2(OptIn.NEEDED),
  AP_SOUTH_2(OptIn.NEEDED),
  AP_SOUTHEAST_3(OptIn.NEEDED),
  AP_SOUTHEAST_4(OptIn.NEEDED),
  AP_SOUTHEAST_5(OptIn.NEEDED),
  AP_SOUTHEAST_6(OptIn.NEEDED),
  AP_SOUTHEAST_7(OptIn.NEEDED),
  CA_WEST_1(OptIn.NEEDED),
  EU_CENTRAL_2(OptIn.NEEDED),
  EU_SOUTH_1(OptIn.NEEDED),
  EU_SOUTH_2(OptIn.NEEDED),
  IL_CENTRAL_1(OptIn.NEEDED),
  ME_CENTRAL_1(OptIn.NEEDED),
  ME_SOUTH_1(OptIn.NEEDED),
  MX_CENTRAL_1(OptIn.NEEDED),
  CN_NORTH_1(OptIn.NOT_NEEDED),
  CN_NORTHWEST_1(OptIn.NOT_NEEDED),
  US_GOV_EAST_1(OptIn.NOT_NEEDED),
  US_GOV_WEST_1(OptIn.NOT_NEEDED);

  private enum OptIn {
    NEEDED,
    NOT_NEEDED
  }

  private final String id;
  private final OptIn optIn;

  Region(OptIn optIn) {
    this.id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.optIn = optIn;
  }

  /** Such as {@code us-east-1}. */
  public String id() {
    return id;
  }

  public Partition partition() {
    return Partition.ofRegion(id);
  }

  public boolean needsOptIn() {
    return optIn == OptIn.NEEDED;
  }

  /** The principal GuardDuty has in policies for findings of this region. */
  public String guardDutyPrincipal() {
    return needsOptIn() ? "guardduty.%s.amazonaws.com".formatted(id) : "guardduty.amazonaws.com";
  }

  public static Optional<Region> of(String id) {
    return List.of(values()).stream().filter(region -> region.id.equals(id)).findFirst();
  }
}
