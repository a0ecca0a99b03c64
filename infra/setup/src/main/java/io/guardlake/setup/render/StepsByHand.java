package io.guardlake.setup.render;

import static java.util.stream.Collectors.joining;

import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.ResourceMode;
import io.guardlake.setup.plan.Commands;
import io.guardlake.setup.plan.EditPolicy;
import io.guardlake.setup.plan.FeatureChange;
import io.guardlake.setup.plan.GuardDutyAction;
import io.guardlake.setup.plan.OrganizationAction;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.StorageAction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a plan has and templates have not, as sentences and commands in the order to do them. */
final class StepsByHand {
  private final Blueprint blueprint;
  private final Set<Class<? extends SetupAction>> rendered;

  private StepsByHand(Blueprint blueprint, Set<Class<? extends SetupAction>> rendered) {
    this.blueprint = blueprint;
    this.rendered = rendered;
  }

  static String besideCloudFormation(Blueprint blueprint) {
    return new StepsByHand(blueprint, Set.of())
        .text(
            "CloudFormation has no resource types for the following, or would replace what others"
                + " wrote.");
  }

  static String besideTerraform(Blueprint blueprint) {
    return new StepsByHand(
            blueprint,
            Set.of(
                OrganizationAction.EnableAdministrator.class,
                OrganizationAction.ConfigureOrganization.class,
                StorageAction.PutMarker.class))
        .text(
            "The provider has no resources for the following, or they would replace what others"
                + " wrote.");
  }

  private String text(String why) {
    StringBuilder text =
        new StringBuilder(
            """
            # By hand

            %s `guardlake setup apply` does all of it; these are the steps where you do not use it.

            """
                .formatted(why));
    Map<String, StringBuilder> stages = new LinkedHashMap<>();

    for (SetupAction action : blueprint.all(SetupAction.class)) {
      if (isLeft(action)) {
        stages
            .computeIfAbsent(title(action), any -> new StringBuilder())
            .append("- %s\n".formatted(action.describe()))
            .append(command(action).map(each -> "  ```\n  %s\n  ```\n".formatted(each)).orElse(""));
      }
    }

    stages.forEach((title, steps) -> text.append("## %s\n\n%s\n".formatted(title, steps)));
    return text.toString().strip() + "\n";
  }

  private static String title(SetupAction action) {
    return switch (action.stage()) {
      case TRUST, FIRST_ADMINISTRATOR, ADMINISTRATORS -> "As the management account, first";
      case DETECTORS -> "As the management account, its own detectors";
      case BUCKET, POLICIES, NOTIFICATIONS, KEY -> "As the owners of bucket and key";
      default -> "As the security account, when its detectors are there";
    };
  }

  private boolean isLeft(SetupAction action) {
    if (rendered.contains(action.getClass())) {
      return false;
    }

    boolean newBucket = blueprint.config().bucket().mode() == ResourceMode.NEW;

    if (action instanceof GuardDutyAction.CreateDetector detector) {
      return detector.account() == AccountRole.MANAGEMENT
          && !rendered.contains(OrganizationAction.ConfigureOrganization.class);
    }

    if (action instanceof StorageAction.PutMarker || action instanceof OrganizationAction) {
      return true;
    }

    if (action instanceof EditPolicy edit) {
      return switch (edit.target().kind()) {
        case KEY -> blueprint.key().toBeMade().isEmpty();
        case BUCKET -> !newBucket;
      };
    }

    return !newBucket
        && (action instanceof StorageAction.PutLifecycleRule
            || action instanceof StorageAction.PutNotification);
  }

  private Optional<String> command(SetupAction action) {
    if (action instanceof OrganizationAction.TrustService trust) {
      return Optional.of(
          "aws organizations enable-aws-service-access --service-principal " + trust.service());
    }

    if (action instanceof OrganizationAction.EnableAdministrator enable) {
      return Optional.of(
          "aws guardduty enable-organization-admin-account --region %s --admin-account-id %s"
              .formatted(enable.in(), enable.account()));
    }

    if (action instanceof GuardDutyAction.CreateDetector detector) {
      return Optional.of(
          "aws guardduty create-detector --region %s --enable".formatted(detector.in()));
    }

    if (action instanceof OrganizationAction.ConfigureOrganization configure) {
      return Optional.of(
          Commands.detector(
              "update-organization-configuration", configure.in(), settings(configure)));
    }

    if (action instanceof StorageAction.PutMarker marker) {
      return Optional.of(
          "aws s3api put-object --region %s --bucket %s --key %s --server-side-encryption aws:kms --ssekms-key-id %s"
              .formatted(
                  blueprint.config().bucket().region(),
                  marker.bucket(),
                  marker.key(),
                  Commands.keyId(blueprint.key())));
    }

    if (action instanceof EditPolicy edit) {
      return Optional.of(
          switch (edit.target().kind()) {
            case KEY -> "# add the statements of key-policy-statements.json to the key's policy";
            case BUCKET ->
                "# add the statements of bucket-policy-statements.json to the bucket's policy";
          });
    }

    return Optional.empty();
  }

  private static String settings(OrganizationAction.ConfigureOrganization configure) {
    String members =
        configure
            .members()
            .map(each -> "--auto-enable-organization-members " + each.name())
            .orElse("");
    String features =
        configure.features().entrySet().stream()
            .map(each -> feature(each.getKey(), each.getValue()))
            .collect(joining(","));
    return features.isEmpty() ? members : "%s --features '[%s]'".formatted(members, features);
  }

  private static String feature(String name, FeatureChange change) {
    String agents =
        Agents.ordered(change.agents()).stream()
            .map(
                agent ->
                    "{\"Name\":\"%s\",\"AutoEnable\":\"%s\"}".formatted(agent, change.status()))
            .collect(joining(","));
    return "{\"Name\":\"%s\",\"AutoEnable\":\"%s\"%s}"
        .formatted(
            name,
            change.status(),
            agents.isEmpty() ? "" : ",\"AdditionalConfiguration\":[%s]".formatted(agents));
  }
}
