package io.guardlake.setup.plan;

import io.guardlake.setup.arn.Partition;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.World;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** From where to where GuardDuty exports, and which regions a setup is for. */
public final class ExportRules {
  private final SetupConfig config;
  private final World world;

  public ExportRules(SetupConfig config, World world) {
    this.config = config;
    this.world = world;
  }

  /** Whether the account can use the region and the configuration wants it. */
  public boolean isChosen(RegionState region) {
    return region.optIn() != OptIn.NOT_OPTED_IN
        && Partition.ofRegion(region.name()).equals(Partition.ofRegion(config.bucket().region()))
        && config.regions().chooses(region.name());
  }

  /**
   * Why a region cannot export to the bucket; empty where it can. Regions that are on in every
   * account export to one another; one that must be opted in to exports to itself or to one of
   * those (user guide, "Exporting findings").
   */
  public Optional<String> refusal(RegionState region) {
    String bucketRegion = config.bucket().region();

    if (world.rejectedPrincipals().contains(region.name())) {
      return Optional.of(
          "AWS does not know the service principal guardduty.%s.amazonaws.com yet, so no policy can let GuardDuty of %s export; try again later, or exclude the region."
              .formatted(region.name(), region.name()));
    }

    if (region.name().equals(bucketRegion) || !isOptIn(bucketRegion)) {
      return Optional.empty();
    }

    return Optional.of(
        "The bucket is in %s, a region that accounts must opt in to, and GuardDuty exports there only from itself; %s needs a bucket in a region that is on by default."
            .formatted(bucketRegion, region.name()));
  }

  /**
   * The regions that our policies must name: those that are to export, and those that do export to
   * this bucket, chosen or not, so that no export stops because a list became shorter.
   */
  public SortedSet<String> exporting() {
    SortedSet<String> names = new TreeSet<>();

    for (RegionState region : world.regions().values()) {
      boolean wished = isChosen(region) && refusal(region).isEmpty();

      if (wished || exportsHere(region)) {
        names.add(region.name());
      }
    }

    return names;
  }

  /** The opt-in regions among those, whose GuardDuty has a principal of its own that AWS knows. */
  public SortedSet<String> regionalPrincipals() {
    SortedSet<String> names = exporting();
    names.removeIf(name -> !isOptIn(name) || world.rejectedPrincipals().contains(name));
    return names;
  }

  /** The destination's ARN: the bucket's, and the prefix with slashes around it. */
  public String destinationArn() {
    String bucket = Partition.ofRegion(config.bucket().region()).bucketArn(config.bucket().name());
    return config.bucket().prefix().map(prefix -> bucket + "/" + prefix + "/").orElse(bucket);
  }

  /** Whether two destination ARNs are the same but for a slash at the end. */
  public static boolean sameDestination(String one, String other) {
    return withoutSlash(one).equals(withoutSlash(other));
  }

  private boolean exportsHere(RegionState region) {
    return region
        .detector()
        .found()
        .map(DetectorState::destination)
        .flatMap(destination -> destination.found())
        .map(DestinationState::arn)
        .filter(arn -> sameDestination(arn, destinationArn()))
        .isPresent();
  }

  private boolean isOptIn(String region) {
    RegionState state = world.regions().get(region);
    return state != null && state.optIn().isOptInRegion();
  }

  private static String withoutSlash(String arn) {
    return arn.endsWith("/") ? arn.substring(0, arn.length() - 1) : arn;
  }
}
