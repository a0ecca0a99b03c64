package io.guardlake.setup.render;

import static io.guardlake.setup.render.Template.attribute;
import static io.guardlake.setup.render.Template.choice;
import static io.guardlake.setup.render.Template.equal;
import static io.guardlake.setup.render.Template.json;
import static io.guardlake.setup.render.Template.object;
import static io.guardlake.setup.render.Template.ref;
import static io.guardlake.setup.render.Template.replacing;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.plan.EditPolicy;
import io.guardlake.setup.plan.FeatureChange;
import io.guardlake.setup.plan.GuardDutyAction;
import io.guardlake.setup.plan.StorageAction;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.LifecycleRule;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The setup as CloudFormation templates: of the key, of the bucket, of a region, and a StackSet of
 * the latter in all regions. Delegation and the organization's configuration have no resource types
 * (aws-cloudformation/cloudformation-coverage-roadmap#2212), and a bucket policy resource replaces
 * the whole policy: what cannot be, or must not be, in a template is among the steps by hand.
 */
public final class CloudFormation {
  private static final String KEY_ARN =
      "^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$";
  private static final String DETECTOR_ID = "^([0-9a-f]{32})?$";
  private static final int MOST_OF_OR = 10;

  private final Blueprint blueprint;
  private final NavigableMap<String, String> files = new TreeMap<>();

  private CloudFormation(Blueprint blueprint) {
    this.blueprint = requireNonNull(blueprint, "blueprint is null");
  }

  /** The templates, and what is to be done beside them, by the files' names. */
  public static NavigableMap<String, String> files(Blueprint blueprint) {
    CloudFormation rendered = new CloudFormation(blueprint);
    rendered.key();
    rendered.bucket();
    rendered.regions();
    PolicyFiles.of(blueprint).forEach(rendered.files::put);
    rendered.files.put("by-hand.md", StepsByHand.besideCloudFormation(blueprint));
    return rendered.files;
  }

  private void key() {
    Optional<StorageAction.CreateKey> made = blueprint.first(StorageAction.CreateKey.class);

    if (made.isEmpty()) {
      return;
    }

    Template template =
        new Template(
            "The key that GuardDuty's findings are encrypted with. Deploy in %s in account %s."
                .formatted(made.get().key().region(), made.get().key().account()));
    ObjectNode key = template.kept("Key", "AWS::KMS::Key");
    key.put("Description", "Encrypts the findings that GuardDuty exports");
    blueprint
        .first(StorageAction.RotateKey.class)
        .ifPresent(each -> key.put("EnableKeyRotation", true));
    key.set("KeyPolicy", json(made.get().policy()));
    blueprint
        .first(StorageAction.CreateAlias.class)
        .ifPresent(
            each ->
                template
                    .kept("Alias", "AWS::KMS::Alias")
                    .put("AliasName", each.alias())
                    .set("TargetKeyId", ref("Key")));
    template.output(
        "KeyArn", "For the templates of the bucket and of the regions", attribute("Key", "Arn"));
    files.put("key.yaml", template.yaml());
  }

  private void bucket() {
    Optional<StorageAction.CreateBucket> made = blueprint.first(StorageAction.CreateBucket.class);

    if (made.isEmpty()) {
      return;
    }

    Template template =
        withKeyArn(
            new Template(
                "The bucket that GuardDuty exports to. Deploy in %s in account %s, after the key."
                    .formatted(made.get().in(), made.get().account())));
    ObjectNode bucket = template.kept("Bucket", "AWS::S3::Bucket");
    bucket.put("BucketName", made.get().bucket());
    blueprint.all(StorageAction.GuardBucket.class).forEach(each -> guard(bucket, each.guard()));
    blueprint
        .first(StorageAction.EncryptBucket.class)
        .ifPresent(
            each -> {
              ObjectNode rule =
                  bucket
                      .putObject("BucketEncryption")
                      .putArray("ServerSideEncryptionConfiguration")
                      .addObject();
              rule.put("BucketKeyEnabled", true)
                  .putObject("ServerSideEncryptionByDefault")
                  .put("SSEAlgorithm", "aws:kms")
                  .set("KMSMasterKeyID", ref("KeyArn"));
            });
    List<StorageAction.PutLifecycleRule> rules =
        blueprint.all(StorageAction.PutLifecycleRule.class);

    if (!rules.isEmpty()) {
      ArrayNode list = bucket.putObject("LifecycleConfiguration").putArray("Rules");
      rules.forEach(each -> rule(list.addObject(), each.rule()));
    }

    List<StorageAction.PutNotification> notifications =
        blueprint.all(StorageAction.PutNotification.class);

    if (!notifications.isEmpty()) {
      ArrayNode list =
          bucket.putObject("NotificationConfiguration").putArray("QueueConfigurations");
      notifications.forEach(
          each -> {
            ObjectNode queue = list.addObject().put("Event", "s3:ObjectCreated:*");
            queue.put("Queue", each.notification().queueArn());
            queue
                .putObject("Filter")
                .putObject("S3Key")
                .putArray("Rules")
                .addObject()
                .put("Name", "prefix")
                .put("Value", each.notification().prefix());
          });
    }

    blueprint.edit(PolicyKind.BUCKET).ifPresent(edit -> policy(template, edit));
    files.put("bucket.yaml", template.yaml());
  }

  private void policy(Template template, EditPolicy edit) {
    ObjectNode policy = template.kept("BucketPolicy", "AWS::S3::BucketPolicy");
    policy.set("Bucket", ref("Bucket"));
    policy.set("PolicyDocument", withKey(json(edit.edit().applyTo(edit.before()).text())));
  }

  private static void guard(ObjectNode bucket, BucketGuard guard) {
    switch (guard) {
      case PUBLIC_ACCESS_BLOCK ->
          bucket
              .putObject("PublicAccessBlockConfiguration")
              .put("BlockPublicAcls", true)
              .put("BlockPublicPolicy", true)
              .put("IgnorePublicAcls", true)
              .put("RestrictPublicBuckets", true);
      case OWNER_ENFORCED ->
          bucket
              .putObject("OwnershipControls")
              .putArray("Rules")
              .addObject()
              .put("ObjectOwnership", "BucketOwnerEnforced");
      case VERSIONING -> bucket.putObject("VersioningConfiguration").put("Status", "Enabled");
    }
  }

  private static void rule(ObjectNode node, LifecycleRule rule) {
    node.put("Id", rule.id()).put("Status", "Enabled").put("Prefix", rule.prefix());
    rule.expireAfterDays().ifPresent(days -> node.put("ExpirationInDays", days));
    rule.expireOldVersionsAfterDays()
        .ifPresent(
            days -> node.putObject("NoncurrentVersionExpiration").put("NoncurrentDays", days));

    if (!rule.transitions().isEmpty()) {
      ArrayNode transitions = node.putArray("Transitions");
      rule.transitions()
          .forEach(
              (days, storageClass) ->
                  transitions
                      .addObject()
                      .put("StorageClass", storageClass)
                      .put("TransitionInDays", days));
    }
  }

  private void regions() {
    String account = blueprint.config().accounts().security().id();
    Template template =
        withKeyArn(
            new Template(
                "GuardDuty's export of one region. Deploy in every region in account %s, after the bucket's policy."
                    .formatted(account)));
    template.parameter(
        "DetectorId",
        "The region's detector, which delegation or somebody else made; its frequency and features"
            + " are not changed then. Left out: the template makes it.",
        DETECTOR_ID,
        "");
    template.section("Conditions").set("MakeDetector", equal(ref("DetectorId"), ""));
    detector(template);
    ObjectNode destination =
        template.resource("Destination", "AWS::GuardDuty::PublishingDestination");
    destination.set("DetectorId", choice("MakeDetector", ref("Detector"), ref("DetectorId")));
    destination.put("DestinationType", "S3");
    destination
        .putObject("DestinationProperties")
        .put("DestinationArn", blueprint.destinationArn())
        .set("KmsKeyArn", ref("KeyArn"));
    String region = template.yaml();
    files.put("region.yaml", region);
    files.put("stackset.yaml", StackSet.of(blueprint, region, KEY_ARN, DETECTOR_ID));
  }

  private void detector(Template template) {
    List<GuardDutyAction.CreateDetector> detectors = blueprint.detectors();
    ObjectNode detector = template.kept("Detector", "AWS::GuardDuty::Detector");
    ((ObjectNode) template.section("Resources").get("Detector")).put("Condition", "MakeDetector");
    detector.put("Enable", true);
    detectors.stream()
        .findFirst()
        .flatMap(GuardDutyAction.CreateDetector::frequency)
        .ifPresent(each -> detector.put("FindingPublishingFrequency", each.name()));
    SortedMap<String, FeatureChange> features = new TreeMap<>();
    detectors.forEach(each -> features.putAll(each.features()));

    if (features.isEmpty()) {
      return;
    }

    ArrayNode list = detector.putArray("Features");
    features.forEach(
        (name, change) -> {
          SortedSet<String> without = new TreeSet<>();
          detectors.stream()
              .filter(each -> !each.features().containsKey(name))
              .forEach(each -> without.add(each.in()));
          list.add(where(template, name, without, feature(name, change)));
        });
  }

  private static ObjectNode feature(String name, FeatureChange change) {
    ObjectNode feature = object().put("Name", name).put("Status", change.status());

    if (!change.agents().isEmpty()) {
      ArrayNode agents = feature.putArray("AdditionalConfiguration");
      Agents.ordered(change.agents())
          .forEach(agent -> agents.addObject().put("Name", agent).put("Status", change.status()));
    }

    return feature;
  }

  /** A feature that some regions do without is left out there by a condition. */
  private static JsonNode where(
      Template template, String name, SortedSet<String> without, ObjectNode feature) {
    if (without.isEmpty()) {
      return feature;
    }

    String condition = "Without" + name.replaceAll("[^A-Za-z0-9]", "");
    template.section("Conditions").set(condition, oneOf(List.copyOf(without)));
    return choice(condition, ref("AWS::NoValue"), feature);
  }

  /** Fn::Or takes two to ten. */
  private static JsonNode oneOf(List<String> regions) {
    if (regions.size() == 1) {
      return equal(ref("AWS::Region"), regions.get(0));
    }

    List<JsonNode> parts = new ArrayList<>();
    int step = Math.max(1, (regions.size() + MOST_OF_OR - 1) / MOST_OF_OR);

    for (int i = 0; i < regions.size(); i += step) {
      parts.add(oneOf(regions.subList(i, Math.min(i + step, regions.size()))));
    }

    ObjectNode either = object();
    parts.forEach(either.putArray("Fn::Or")::add);
    return either;
  }

  private Template withKeyArn(Template template) {
    String description = "The ARN of the key, never of an alias";

    return blueprint.key().toBeMade().isPresent()
        ? template.parameter("KeyArn", description, KEY_ARN)
        : template.parameter("KeyArn", description, KEY_ARN, blueprint.key().text());
  }

  private JsonNode withKey(JsonNode policy) {
    return replacing(policy, blueprint.key().text(), ref("KeyArn"));
  }
}
