package io.guardlake.setup.plan;

import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * What destroying a setup leaves, ours or not, as the commands that would take it away: turning a
 * protection off, or deleting what holds findings, is for a person to do.
 */
final class Leftovers {
  private final SetupConfig config;
  private final World world;
  private final PlanBuilder plan;

  Leftovers(SetupConfig config, World world, PlanBuilder plan) {
    this.config = config;
    this.world = world;
    this.plan = plan;
  }

  void plan() {
    if (config.organization().isPresent()) {
      organization();
    }

    List<String> detectors = new ArrayList<>();
    world
        .regions()
        .values()
        .forEach(
            region ->
                region
                    .detector()
                    .found()
                    .map(DetectorState::id)
                    .ifPresent(id -> detectors.add(delete(region, id))));
    step("GuardDuty stays on. To turn it off, as the security account", detectors);
    List<String> management = new ArrayList<>();
    world
        .regions()
        .values()
        .forEach(
            region ->
                region
                    .managementDetector()
                    .found()
                    .ifPresent(id -> management.add(delete(region, id))));
    step("So does the management account's own. To turn it off, as that account", management);
    storage();
  }

  private void organization() {
    List<String> members = new ArrayList<>();
    List<String> administrators = new ArrayList<>();

    for (RegionState region : world.regions().values()) {
      if (region.organization().found().isPresent()) {
        members.add(
            Commands.detector(
                "update-organization-configuration",
                region.name(),
                "--auto-enable-organization-members NONE"));
      }

      if (!region.members().isEmpty()) {
        members.add(
            Commands.detector(
                "disassociate-members",
                region.name(),
                "--account-ids " + String.join(" ", region.members().keySet())));
      }

      region
          .administrator()
          .found()
          .filter(account -> account.equals(config.accounts().security().id()))
          .ifPresent(
              account ->
                  administrators.add(
                      "aws guardduty disable-organization-admin-account --region %s --admin-account-id %s"
                          .formatted(region.name(), account)));
    }

    step("Members stay, and new ones join. To let them go, as the security account", members);
    world
        .organization()
        .found()
        .map(OrganizationState::trustedServices)
        .ifPresent(
            services ->
                services.stream()
                    .filter(service -> service.endsWith("guardduty.amazonaws.com"))
                    .sorted()
                    .forEach(
                        service ->
                            administrators.add(
                                "aws organizations disable-aws-service-access --service-principal "
                                    + service)));
    step("The delegation stays. To end it, as the management account", administrators);
  }

  private void storage() {
    List<String> commands = new ArrayList<>();
    world
        .bucket()
        .found()
        .map(BucketState::name)
        .ifPresent(
            name ->
                commands.add(
                    "aws s3 rb --force s3://%s # and with it every finding".formatted(name)));
    world
        .key()
        .found()
        .map(KeyState::arn)
        .ifPresent(
            arn ->
                commands.add(
                    "aws kms schedule-key-deletion --region %s --key-id %s # what it encrypted cannot be read any more"
                        .formatted(arn.region(), arn.keyId())));
    step("Bucket and key stay, and what was exported. To delete them, as their owners", commands);
  }

  private static String delete(RegionState region, String detector) {
    return "aws guardduty delete-detector --region %s --detector-id %s"
        .formatted(region.name(), detector);
  }

  private void step(String sentence, List<String> commands) {
    if (!commands.isEmpty()) {
      plan.manual(sentence + ":", commands);
    }
  }
}
