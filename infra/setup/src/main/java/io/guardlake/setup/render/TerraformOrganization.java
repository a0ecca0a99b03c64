package io.guardlake.setup.render;

import static io.guardlake.setup.render.Hcl.expression;
import static io.guardlake.setup.render.Hcl.setOf;

import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.AutoEnable;
import io.guardlake.setup.plan.FeatureChange;
import io.guardlake.setup.plan.OrganizationAction.ConfigureOrganization;
import io.guardlake.setup.plan.OrganizationAction.EnableAdministrator;
import io.guardlake.setup.plan.Stage;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The delegation and what GuardDuty turns on by itself. The first region is delegated alone: others
 * fail until it is in force.
 */
final class TerraformOrganization {
  private static final String DETECTOR = "aws_guardduty_detector.export[each.key].id";

  private final Blueprint blueprint;
  private final Hcl body = new Hcl();

  TerraformOrganization(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  Hcl body() {
    administrators();
    managementDetector();
    configuration();
    features();
    return body;
  }

  private void administrators() {
    List<EnableAdministrator> all = blueprint.all(EnableAdministrator.class);
    Optional<EnableAdministrator> first =
        all.stream().filter(each -> each.stage() == Stage.FIRST_ADMINISTRATOR).findFirst();
    first.ifPresent(
        each ->
            body.block("resource", "aws_guardduty_organization_admin_account", "first")
                .set("provider", Terraform.provider(AccountRole.MANAGEMENT))
                .set("region", each.in())
                .set("admin_account_id", each.account())
                // Made first, or the delegation makes it and this fails for being there already.
                .set("depends_on", expression("[aws_guardduty_detector.export]")));
    SortedSet<String> others = new TreeSet<>();
    all.stream()
        .filter(each -> each.stage() == Stage.ADMINISTRATORS)
        .forEach(each -> others.add(each.in()));

    if (!others.isEmpty()) {
      Hcl rest = body.block("resource", "aws_guardduty_organization_admin_account", "others");
      rest.set("for_each", setOf(others));
      rest.set("provider", Terraform.provider(AccountRole.MANAGEMENT));
      rest.set("region", expression("each.key"));
      rest.set("admin_account_id", all.get(0).account());
      rest.set("depends_on", expression("[aws_guardduty_organization_admin_account.first]"));
    }
  }

  private void managementDetector() {
    if (blueprint.managementDetectors().isEmpty()) {
      return;
    }

    Hcl detector = body.block("resource", "aws_guardduty_detector", "management");
    detector.set("for_each", setOf(blueprint.managementDetectors()));
    detector.set("provider", Terraform.provider(AccountRole.MANAGEMENT));
    detector.set("region", expression("each.key")).set("enable", true);
    detector.block("lifecycle").set("prevent_destroy", true);
  }

  private void configuration() {
    Optional<AutoEnable> members =
        blueprint.all(ConfigureOrganization.class).stream()
            .flatMap(each -> each.members().stream())
            .findFirst();

    if (members.isEmpty()) {
      return;
    }

    SortedSet<String> regions = new TreeSet<>();
    blueprint.all(ConfigureOrganization.class).forEach(each -> regions.add(each.in()));
    Hcl configuration = each("aws_guardduty_organization_configuration", "export", regions);
    configuration.set("detector_id", expression(DETECTOR));
    configuration.set("auto_enable_organization_members", members.get().name());
    configuration.set("depends_on", delegated());
  }

  private void features() {
    SortedMap<String, FeatureChange> features = new TreeMap<>();
    blueprint.all(ConfigureOrganization.class).forEach(each -> features.putAll(each.features()));
    features.forEach(
        (name, change) -> {
          SortedSet<String> regions = new TreeSet<>();
          blueprint.all(ConfigureOrganization.class).stream()
              .filter(each -> each.features().containsKey(name))
              .forEach(each -> regions.add(each.in()));
          Hcl feature =
              each(
                  "aws_guardduty_organization_configuration_feature",
                  TerraformRegions.label(name),
                  regions);
          feature.set("detector_id", expression(DETECTOR));
          feature.set("name", name).set("auto_enable", change.status());
          feature.set("depends_on", delegated());
          Agents.ordered(change.agents())
              .forEach(
                  agent ->
                      feature
                          .block("additional_configuration")
                          .set("name", agent)
                          .set("auto_enable", change.status()));
        });
  }

  private Hcl each(String type, String name, SortedSet<String> regions) {
    Hcl resource = body.block("resource", type, name);
    resource.set("for_each", setOf(regions));
    resource.set("provider", Terraform.provider(AccountRole.SECURITY));
    return resource.set("region", expression("each.key"));
  }

  private Hcl.Expression delegated() {
    boolean others = blueprint.all(EnableAdministrator.class).size() > 1;
    return expression(
        "[aws_guardduty_organization_admin_account.%s]".formatted(others ? "others" : "first"));
  }
}
