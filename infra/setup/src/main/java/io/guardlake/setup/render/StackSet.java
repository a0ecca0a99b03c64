package io.guardlake.setup.render;

import static io.guardlake.setup.render.Template.ref;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.config.AccountAccess;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The template of a region in all regions, for the security account alone: an administrator exports
 * its members' findings. Service-managed StackSets reach no management account
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-enable-trusted-access.html),
 * so one that is the security account too, or without an organization, is self-managed.
 */
final class StackSet {
  private StackSet() {}

  static String of(Blueprint blueprint, String template, String keyArn, String detectorId) {
    String security = blueprint.config().accounts().security().id();
    Optional<String> management = blueprint.config().accounts().management().map(AccountAccess::id);
    boolean served =
        blueprint.config().organization().isPresent() && !management.equals(Optional.of(security));
    Template stackSet =
        new Template(
            "GuardDuty's export of %d regions, as a StackSet. Deploy once, in account %s. Its stacks go to account %s and reach no management account."
                .formatted(
                    blueprint.exporting().size(),
                    served ? management.orElseThrow() : security,
                    security));
    stackSet.parameter("KeyArn", "The ARN of the key, never of an alias", keyArn);

    if (served) {
      stackSet.parameter(
          "OrganizationalUnitId",
          "The root (r-...) or the organizational unit (ou-...) that the security account is in",
          "^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$");
    }

    ObjectNode set = stackSet.resource("Regions", "AWS::CloudFormation::StackSet");
    set.put("StackSetName", "Guardlake%s".formatted(blueprint.config().name()));
    set.put("Description", "GuardDuty's export, region by region");
    set.put("PermissionModel", served ? "SERVICE_MANAGED" : "SELF_MANAGED");

    if (served) {
      set.putObject("AutoDeployment").put("Enabled", false);
    }

    set.putObject("ManagedExecution").put("Active", true);
    set.putObject("OperationPreferences")
        .put("FailureTolerancePercentage", 100)
        .put("MaxConcurrentPercentage", 100)
        .put("RegionConcurrencyType", "PARALLEL");
    ObjectNode key = set.putArray("Parameters").addObject().put("ParameterKey", "KeyArn");
    key.set("ParameterValue", ref("KeyArn"));
    groups(
        set.putArray("StackInstancesGroup"),
        stackSet,
        blueprint.exporting(),
        security,
        served,
        detectorId);
    set.put("TemplateBody", template);
    return stackSet.yaml();
  }

  /** A region a group: each has a detector of its own. */
  private static void groups(
      ArrayNode groups,
      Template stackSet,
      SortedSet<String> regions,
      String account,
      boolean served,
      String detectorId) {
    for (String region : regions) {
      String parameter = "DetectorId" + logicalName(region);
      stackSet.parameter(
          parameter, "The detector of %s, where there is one".formatted(region), detectorId, "");
      ObjectNode group = groups.addObject();
      ObjectNode targets = group.putObject("DeploymentTargets");
      targets.putArray("Accounts").add(account);

      if (served) {
        targets.put("AccountFilterType", "INTERSECTION");
        targets.putArray("OrganizationalUnitIds").add(ref("OrganizationalUnitId"));
      }

      group.putArray("Regions").add(region);
      ObjectNode override =
          group.putArray("ParameterOverrides").addObject().put("ParameterKey", "DetectorId");
      override.set("ParameterValue", ref(parameter));
    }
  }

  private static String logicalName(String region) {
    StringBuilder name = new StringBuilder();

    for (String part : region.split("-", -1)) {
      name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }

    return name.toString();
  }
}
