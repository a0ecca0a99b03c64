package io.guardlake.setup.plan;

import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.Accounts;
import io.guardlake.setup.config.AutoEnable;
import io.guardlake.setup.config.BucketWish;
import io.guardlake.setup.config.ExportFrequency;
import io.guardlake.setup.config.FeatureState;
import io.guardlake.setup.config.FeatureWish;
import io.guardlake.setup.config.KeyWish;
import io.guardlake.setup.config.LifecycleWish;
import io.guardlake.setup.config.ManagementDetector;
import io.guardlake.setup.config.MemberEnrolment;
import io.guardlake.setup.config.OrganizationWish;
import io.guardlake.setup.config.RegionChoice;
import io.guardlake.setup.config.ResourceMode;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.config.StrictDeny;
import io.guardlake.setup.plan.ModelAws.Region;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.FeatureSetting;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.OrganizationConfiguration;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.QueueNotification;
import io.guardlake.setup.world.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A wish and a world from a seed: half-done, strange and broken ones included. */
final class RandomSetup {
  private static final String MANAGEMENT = "111111111111";
  private static final String SECURITY = "222222222222";
  private static final String LOGGING = "333333333333";
  private static final List<String> DEFAULTS = List.of("eu-west-1", "us-east-1", "ap-northeast-1");
  private static final List<String> OPT_INS = List.of("me-south-1", "ap-east-1", "af-south-1");
  private static final List<String> FEATURES =
      List.of("S3_DATA_EVENTS", "RUNTIME_MONITORING", "EBS_MALWARE_PROTECTION", "NEWER_THAN_US");
  private static final List<String> FOREIGN =
      List.of(
          "{\"Sid\":\"Theirs\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::444444444444:root\"},\"Action\":\"*\",\"Resource\":\"*\"}",
          "{ \"Effect\" : \"Deny\", \"Principal\":\"*\", \"Action\":\"s3:PutObject\", \"Resource\":\"*\", \"Condition\":{\"Bool\":{\"aws:SecureTransport\":false}}}",
          "{\"Sid\":\"GuardlakeMain\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"guardduty.amazonaws.com\"},\"Action\":\"*\",\"Resource\":\"*\"}",
          "{\"Sid\":\"GuardlakeOtherExportWrite\",\"Effect\":\"Deny\",\"Principal\":{\"Service\":\"x.amazonaws.com\"},\"Action\":\"*\",\"Resource\":\"*\",\"New\":[1.0]}");
  private static final String BLOCKING =
      "{\"Sid\":\"Perimeter\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringNotEqualsIfExists\":{\"aws:PrincipalOrgID\":\"o-1\"}}}";

  private final Random random;

  private RandomSetup(long seed) {
    this.random = new Random(seed);
  }

  static ModelAws of(long seed) {
    RandomSetup setup = new RandomSetup(seed);
    return setup.model(setup.config());
  }

  private SetupConfig config() {
    boolean organization = chance(70);
    boolean logging = chance(50);
    String bucketRegion = chance(85) ? pick(DEFAULTS) : pick(OPT_INS);
    ResourceMode mode = pick(List.of(ResourceMode.values()));
    AccountRole owner = logging ? AccountRole.LOGGING : AccountRole.SECURITY;
    KeyWish key =
        chance(50)
            ? new KeyWish.NewKey("alias/findings", AccountRole.SECURITY)
            : new KeyWish.ExistingKey(
                new KeyArn(
                    "aws", bucketRegion, pick(List.of(SECURITY, "555555555555")), ModelAws.KEY_ID));
    return new SetupConfig(
        "Main",
        new Accounts(
            organization ? Optional.of(access(MANAGEMENT)) : Optional.empty(),
            access(SECURITY),
            logging ? Optional.of(access(LOGGING)) : Optional.empty()),
        organization ? Optional.of(organizationWish()) : Optional.empty(),
        new RegionChoice(
            chance(30) ? some(DEFAULTS) : List.of(), chance(30) ? some(OPT_INS) : List.of()),
        maybe(() -> pick(List.of(ExportFrequency.values()))),
        new BucketWish(
            mode,
            "findings",
            bucketRegion,
            owner,
            maybe(() -> "guardduty"),
            maybe(() -> Set.copyOf(some(List.of(StrictDeny.values())))),
            maybe(() -> new LifecycleWish(Optional.of(365), Optional.empty(), List.of()))),
        key,
        features(organization),
        maybe(
            () ->
                some(
                    List.of(
                        "arn:aws:iam::222222222222:role/A", "arn:aws:iam::777777777777:role/B"))),
        maybe(() -> "arn:aws:sqs:%s:333333333333:q".formatted(bucketRegion)));
  }

  private OrganizationWish organizationWish() {
    return new OrganizationWish(
        maybe(() -> pick(List.of(AutoEnable.values()))),
        maybe(() -> pick(List.of(MemberEnrolment.values()))),
        maybe(() -> pick(List.of(ManagementDetector.values()))));
  }

  private List<FeatureWish> features(boolean organization) {
    return some(FEATURES).stream()
        .map(
            name ->
                new FeatureWish(
                    name,
                    maybe(() -> pick(List.of(FeatureState.values()))),
                    organization
                        ? maybe(() -> pick(List.of(AutoEnable.values())))
                        : Optional.empty(),
                    organization
                        ? maybe(() -> pick(List.of(FeatureState.values())))
                        : Optional.empty(),
                    name.equals("RUNTIME_MONITORING") && chance(50)
                        ? Set.of("EKS_ADDON_MANAGEMENT")
                        : Set.of(),
                    chance(20) ? some(DEFAULTS) : List.of()))
        .toList();
  }

  private ModelAws model(SetupConfig config) {
    ModelAws model = new ModelAws(config);
    SortedMap<String, String> accounts = new TreeMap<>();

    for (String account : List.of(MANAGEMENT, SECURITY, LOGGING, "444444444444", "666666666666")) {
      accounts.put(account, "name of " + account);
    }

    if (config.organization().isPresent()) {
      model.organization =
          Seen.present(
              new OrganizationState(
                  "o-1",
                  MANAGEMENT,
                  chance(95) ? "ALL" : "CONSOLIDATED_BILLING",
                  chance(50) ? Set.of("guardduty.amazonaws.com") : Set.of("ram.amazonaws.com"),
                  accounts));
    }

    bucketAndKey(config, model);
    DEFAULTS.forEach(name -> model.regions.put(name, region(model, name, OptIn.DEFAULT)));
    OPT_INS.forEach(
        name ->
            model.regions.put(
                name, region(model, name, chance(60) ? OptIn.OPTED_IN : OptIn.NOT_OPTED_IN)));

    if (chance(20)) {
      model.rejectedPrincipals.add(pick(OPT_INS));
    }

    return model;
  }

  private void bucketAndKey(SetupConfig config, ModelAws model) {
    String region = config.bucket().region();
    boolean keyThere = config.key() instanceof KeyWish.ExistingKey || chance(50);

    if (keyThere && chance(90)) {
      boolean readable = !config.keyAccount().equals("555555555555");
      model.key =
          chance(95)
              ? Seen.present(
                  new KeyState(
                      new KeyArn("aws", region, config.keyAccount(), ModelAws.KEY_ID),
                      chance(90) ? "Enabled" : "PendingDeletion",
                      "ENCRYPT_DECRYPT",
                      "SYMMETRIC_DEFAULT",
                      "CUSTOMER",
                      chance(50),
                      chance(50) ? Set.of("alias/findings") : Set.of(),
                      readable ? Seen.present(policy("KEY")) : Seen.unreadable("Denied.")))
              : Seen.unreadable("Denied.");
    }

    if (config.bucket().mode() == ResourceMode.EXISTING ? chance(90) : chance(40)) {
      model.bucket =
          Seen.present(
              ModelAws.state(
                  "findings",
                  chance(95) ? region : "sa-east-1",
                  chance(80) ? policy("BUCKET") : "",
                  Set.copyOf(some(List.of(BucketGuard.values()))),
                  maybe(() -> "arn:aws:kms:%s:222222222222:key/other".formatted(region)),
                  chance(50) ? Set.of("guardduty/") : Set.of(),
                  lifecycle(),
                  notifications()));
    }

    if (chance(4)) {
      model.bucket = Seen.unreadable("Denied.");
    } else if (chance(4)) {
      model.bucket =
          model
              .bucket
              .found()
              .map(
                  now ->
                      Seen.present(
                          new BucketState(
                              now.name(),
                              now.region(),
                              Seen.unreadable("Denied."),
                              now.guards(),
                              now.defaultKey(),
                              now.markers(),
                              now.lifecycle(),
                              now.notifications())))
              .orElse(model.bucket);
    }
  }

  private List<LifecycleRule> lifecycle() {
    List<LifecycleRule> rules = new ArrayList<>();

    for (String id : some(List.of("theirs", "GuardlakeMainRetention"))) {
      rules.add(
          new LifecycleRule(
              id, true, "", Optional.empty(), Optional.of(7), Optional.empty(), new TreeMap<>()));
    }

    return rules;
  }

  private List<QueueNotification> notifications() {
    return some(
        List.of(
            new QueueNotification(
                "theirs",
                "arn:aws:sqs:eu-west-1:333333333333:other",
                pick(List.of("logs/", "guardduty/"))),
            new QueueNotification(
                "GuardlakeMainQueue", "arn:aws:sqs:eu-west-1:333333333333:old", "z/")));
  }

  private Region region(ModelAws model, String name, OptIn optIn) {
    Region region = new Region(optIn, new TreeSet<>(some(FEATURES)));
    boolean delegated = model.config.organization().isPresent() && chance(40);

    if (delegated) {
      region.administrator = Seen.present(chance(85) ? SECURITY : "444444444444");
      region.organization =
          chance(95)
              ? Seen.present(
                  new OrganizationConfiguration(
                      pick(List.of("ALL", "NEW", "NONE")), region.features("NEW")))
              : Seen.unreadable("Denied.");
    }

    if (delegated || chance(40)) {
      region.detector =
          chance(93)
              ? Seen.present(
                  new DetectorState(
                      "detector-" + name,
                      chance(90),
                      pick(List.of("FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS")),
                      region.features(pick(List.of("ENABLED", "DISABLED"))),
                      destination(model, name)))
              : Seen.unreadable("UnrecognizedClientException in " + name);
    }

    if (chance(40)) {
      region.managementDetector = Seen.present("management-" + name);
    }

    if (delegated) {
      for (String account : some(List.of(LOGGING, "444444444444"))) {
        SortedMap<String, FeatureSetting> features = region.features("DISABLED");
        region.members.put(account, features);
      }
    }

    return region;
  }

  private Seen<DestinationState> destination(ModelAws model, String name) {
    if (chance(50) || model.key.found().isEmpty()) {
      return Seen.absent();
    }

    String arn =
        chance(70)
            ? new ExportRules(model.config, model.world()).destinationArn()
            : "arn:aws:s3:::elsewhere";
    return Seen.present(
        new DestinationState(
            "destination-" + name,
            arn,
            model.key.found().orElseThrow().arn().toString(),
            pick(
                List.of(
                    "PUBLISHING",
                    "PENDING_VERIFICATION",
                    "STOPPED",
                    "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY")),
            Optional.empty()));
  }

  /** Foreign statements, and of ours old ones. */
  private String policy(String kind) {
    List<String> statements = new ArrayList<>(some(FOREIGN));

    if (chance(8)) {
      statements.add(BLOCKING);
    }

    if (chance(40)) {
      String sid = kind.equals("KEY") ? "GuardlakeMainExportKey" : "GuardlakeMainExportWrite";
      statements.add(
          random.nextInt(statements.size() + 1),
          "{\"Sid\":\"%s\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"guardduty.amazonaws.com\"},\"Action\":\"*\",\"Resource\":\"*\"}"
              .formatted(sid));
    }

    if (kind.equals("BUCKET") && chance(20)) {
      statements.add(
          "{\"Sid\":\"GuardlakeMainDenyInsecureTransport\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}");
    }

    if (chance(3)) {
      return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Effect\":\"Deny\"}]}";
    }

    return statements.stream()
        .collect(
            Collectors.joining(" , ", "{ \"Version\":\"2012-10-17\", \"Statement\": [", "] }"));
  }

  private static AccountAccess access(String id) {
    return new AccountAccess(id, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private <T> List<T> some(List<T> from) {
    return from.stream().filter(each -> chance(60)).toList();
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return chance(50) ? Optional.of(value.get()) : Optional.empty();
  }
}
