package io.guardlake.setup.render;

import static io.guardlake.setup.render.Hcl.expression;
import static io.guardlake.setup.render.Hcl.setOf;

import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.plan.FeatureChange;
import io.guardlake.setup.plan.GuardDutyAction.CreateDetector;
import io.guardlake.setup.plan.StorageAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The security account's detectors and their destinations. */
final class TerraformRegions {
  private final Blueprint blueprint;
  private final Hcl body = new Hcl();

  TerraformRegions(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  Hcl body() {
    SortedSet<String> detectors = new TreeSet<>();
    blueprint.detectors().forEach(each -> detectors.add(each.in()));
    body.block("locals")
        .set("detector_regions", setOf(detectors))
        .set("export_regions", setOf(blueprint.exporting()));
    detectors();
    features();
    destinations();
    return body;
  }

  private void detectors() {
    body.comment(
        "A detector that is there already: terraform import"
            + " 'aws_guardduty_detector.export[\"REGION\"]' ID@REGION");
    Hcl detector = each("aws_guardduty_detector", "export", "local.detector_regions");
    detector.set("enable", true);
    blueprint.detectors().stream()
        .findFirst()
        .flatMap(CreateDetector::frequency)
        .ifPresent(each -> detector.set("finding_publishing_frequency", each.name()));
    detector.block("lifecycle").set("prevent_destroy", true);
  }

  private void features() {
    SortedMap<String, FeatureChange> features = new TreeMap<>();
    blueprint.detectors().forEach(each -> features.putAll(each.features()));
    features.forEach(
        (name, change) -> {
          SortedSet<String> with = new TreeSet<>();
          blueprint.detectors().stream()
              .filter(each -> each.features().containsKey(name))
              .forEach(each -> with.add(each.in()));
          Hcl feature =
              each(
                  "aws_guardduty_detector_feature",
                  label(name),
                  with.size() == blueprint.detectors().size()
                      ? "local.detector_regions"
                      : setOf(with).text());
          feature.set("detector_id", expression("aws_guardduty_detector.export[each.key].id"));
          feature.set("name", name).set("status", change.status());
          Agents.ordered(change.agents())
              .forEach(
                  agent ->
                      feature
                          .block("additional_configuration")
                          .set("name", agent)
                          .set("status", change.status()));
        });
  }

  private void destinations() {
    Hcl destination =
        each("aws_guardduty_publishing_destination", "export", "local.export_regions");
    destination.set("detector_id", expression("aws_guardduty_detector.export[each.key].id"));
    destination.set("destination_arn", expression("local.destination_arn"));
    destination.set("kms_key_arn", expression("local.key_arn"));
    List<String> needed = new ArrayList<>();

    if (blueprint.first(StorageAction.CreateBucket.class).isPresent()) {
      needed.add("aws_s3_bucket_policy.export");
    }

    if (blueprint.first(StorageAction.PutMarker.class).isPresent()) {
      needed.add("aws_s3_object.export");
    }

    if (!needed.isEmpty()) {
      destination.set("depends_on", expression("[%s]".formatted(String.join(", ", needed))));
    }
  }

  private Hcl each(String type, String name, String regions) {
    Hcl resource = body.block("resource", type, name);
    resource.set("for_each", expression(regions));
    resource.set("provider", Terraform.provider(AccountRole.SECURITY));
    return resource.set("region", expression("each.key"));
  }

  static String label(String feature) {
    return feature.toLowerCase(Locale.ROOT);
  }
}
