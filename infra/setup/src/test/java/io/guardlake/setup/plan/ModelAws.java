package io.guardlake.setup.plan;

import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.arn.Partition;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.AutoEnable;
import io.guardlake.setup.config.ExportFrequency;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.policy.ExportGrant;
import io.guardlake.setup.policy.ExportGrant.SourceScope;
import io.guardlake.setup.policy.ExportRequests;
import io.guardlake.setup.policy.GuardDutyPrincipal;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyEdit;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.FeatureSetting;
import io.guardlake.setup.world.Identity;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.OrganizationConfiguration;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.QueueNotification;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * AWS as far as the setup sees it. Refuses what AWS refuses: an export that the policies do not let
 * through, a folder without its marker, a detector's second destination, an unknown principal.
 */
final class ModelAws implements ControlPlane, GuardDutyPlane, OrganizationPlane, StoragePlane {
  static final String KEY_ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

  final SetupConfig config;
  final Map<AccountRole, Seen<Identity>> identities = new HashMap<>();
  final SortedMap<String, Region> regions = new TreeMap<>();
  final SortedMap<String, Seen<List<String>>> suppressions = new TreeMap<>();
  final Set<String> rejectedPrincipals = new TreeSet<>();
  Seen<OrganizationState> organization = Seen.absent();
  Seen<KeyState> key = Seen.absent();
  Seen<BucketState> bucket = Seen.absent();

  ModelAws(SetupConfig config) {
    this.config = config;

    for (AccountRole role : AccountRole.values()) {
      config
          .accounts()
          .in(role)
          .ifPresent(
              access ->
                  identities.put(
                      role,
                      Seen.present(
                          new Identity(access.id(), "arn:aws:iam::" + access.id() + ":role/S"))));
    }
  }

  /** What a region is, and what is in it. */
  static final class Region {
    final OptIn optIn;
    final Set<String> supported;
    Seen<String> administrator = Seen.absent();
    Seen<DetectorState> detector = Seen.absent();
    Seen<String> managementDetector = Seen.absent();
    Seen<OrganizationConfiguration> organization = Seen.absent();
    final SortedMap<String, SortedMap<String, FeatureSetting>> members = new TreeMap<>();

    Region(OptIn optIn, Set<String> supported) {
      this.optIn = optIn;
      this.supported = supported;
    }

    SortedMap<String, FeatureSetting> features(String status) {
      SortedMap<String, FeatureSetting> features = new TreeMap<>();
      supported.forEach(name -> features.put(name, new FeatureSetting(status, new TreeMap<>())));
      return features;
    }
  }

  World world() {
    SortedMap<String, RegionState> states = new TreeMap<>();
    regions.forEach(
        (name, region) ->
            states.put(
                name,
                new RegionState(
                    name,
                    region.optIn,
                    region.administrator,
                    region.detector,
                    region.managementDetector,
                    region.organization,
                    region.members)));
    return new World(
        identities, organization, states, key, bucket, suppressions, rejectedPrincipals);
  }

  @Override
  public GuardDutyPlane guardDuty() {
    return this;
  }

  @Override
  public OrganizationPlane organization() {
    return this;
  }

  @Override
  public StoragePlane storage() {
    return this;
  }

  @Override
  public void createDetector(
      AccountRole account,
      String in,
      Optional<ExportFrequency> frequency,
      Map<String, FeatureChange> features) {
    Region region = regions.get(in);

    if (account == AccountRole.MANAGEMENT) {
      region.managementDetector = Seen.present("management-" + in);
      return;
    }

    if (region.detector.isAbsent()) {
      region.detector = Seen.present(newDetector(in, region));
    }

    frequency.ifPresent(each -> changeFrequency(in, each));
    features.forEach((name, change) -> changeFeature(in, name, change));
  }

  private static DetectorState newDetector(String in, Region region) {
    return new DetectorState(
        "detector-" + in, true, "SIX_HOURS", region.features("DISABLED"), Seen.absent());
  }

  @Override
  public void resumeDetector(String in) {
    DetectorState now = detector(in);
    set(in, new DetectorState(now.id(), true, now.frequency(), now.features(), now.destination()));
  }

  @Override
  public void changeFrequency(String in, ExportFrequency frequency) {
    DetectorState now = detector(in);
    set(
        in,
        new DetectorState(
            now.id(), now.enabled(), frequency.name(), now.features(), now.destination()));
  }

  @Override
  public void changeFeature(String in, String feature, FeatureChange change) {
    DetectorState now = detector(in);

    if (now.features().containsKey(feature)) {
      SortedMap<String, FeatureSetting> features = new TreeMap<>(now.features());
      features.compute(feature, (name, setting) -> changed(setting, change));
      set(
          in,
          new DetectorState(now.id(), now.enabled(), now.frequency(), features, now.destination()));
    }
  }

  private static FeatureSetting changed(FeatureSetting setting, FeatureChange change) {
    SortedMap<String, String> agents = new TreeMap<>(setting.agents());
    change.agents().forEach(agent -> agents.put(agent, change.status()));
    return new FeatureSetting(change.status(), agents);
  }

  @Override
  public void createDestination(String in, String arn, KeyReference to) {
    check(detector(in).destination().isAbsent(), "a publishingDestination already exists");
    export(in, arn, to, "destination-" + in);
  }

  @Override
  public void updateDestination(String in, String arn, KeyReference to) {
    export(in, arn, to, detector(in).destination().found().orElseThrow().id());
  }

  private void export(String in, String arn, KeyReference to, String id) {
    Region region = regions.get(in);
    check(!bucket.isAbsent(), "the bucket does not exist");
    String bucketRegion = config.bucket().region();
    Region home = regions.get(bucketRegion);
    check(
        in.equals(bucketRegion) || home == null || !home.optIn.isOptInRegion(),
        "no export from " + in + " to " + bucketRegion);
    config
        .bucket()
        .prefix()
        .ifPresent(
            prefix ->
                check(
                    bucket.problem().isPresent()
                        || bucket.found().orElseThrow().markers().contains(prefix + "/"),
                    "the resource folder does not exist"));
    refusal(in, arn(to)).ifPresent(why -> check(false, in + ": " + why));
    DetectorState now = detector(in);
    set(
        in,
        new DetectorState(
            now.id(),
            now.enabled(),
            now.frequency(),
            now.features(),
            Seen.present(new DestinationState(id, arn, arn(to), "PUBLISHING", Optional.empty()))));
    check(region.optIn != OptIn.NOT_OPTED_IN, "the account has not opted in");
  }

  /** What GuardDuty finds when it tries, by the truth of the model and not by the plan's. */
  private Optional<String> refusal(String in, String keyArn) {
    Optional<String> keyPolicy = key.found().flatMap(state -> state.policy().found());
    Optional<String> bucketPolicy = bucket.found().flatMap(state -> state.policy().found());

    TreeSet<String> optIn = new TreeSet<>(regions.keySet());
    optIn.removeIf(name -> !regions.get(name).optIn.isOptInRegion());
    ExportGrant truth =
        new ExportGrant(
            config.name(),
            Partition.ofRegion(config.bucket().region()),
            config.accounts().security().id(),
            new TreeSet<>(regions.keySet()),
            optIn,
            SourceScope.EACH_REGION,
            config.bucket().name(),
            config.bucket().region(),
            config.bucketAccount(),
            config.bucket().keyPrefix(),
            keyArn,
            List.of());
    ExportRequests requests = new ExportRequests(truth);
    String id = detector(in).id();
    return keyPolicy
        .flatMap(text -> requests.keyRefusal(PolicyDocument.parse("key", text), in, id))
        .or(
            () ->
                bucketPolicy.flatMap(
                    text -> requests.bucketRefusal(PolicyDocument.parse("bucket", text), in, id)))
        .map(decision -> decision.explanation());
  }

  @Override
  public void deleteDestination(String in, String arn) {
    DetectorState now = detector(in);

    if (now.destination().found().filter(each -> each.arn().equals(arn)).isPresent()) {
      set(
          in,
          new DetectorState(
              now.id(), now.enabled(), now.frequency(), now.features(), Seen.absent()));
    }
  }

  @Override
  public void trust(String service) {
    OrganizationState now = organization.found().orElseThrow();
    Set<String> services = new TreeSet<>(now.trustedServices());
    services.add(service);
    organization =
        Seen.present(
            new OrganizationState(
                now.id(), now.managementAccount(), now.featureSet(), services, now.accounts()));
  }

  /** Fails in a second region until the first has its administrator, as AWS does. */
  @Override
  public void enableAdministrator(String in, String account) {
    OrganizationState now = organization.found().orElseThrow();
    check(now.trustedServices().contains("guardduty.amazonaws.com"), "no trusted access");
    Region region = regions.get(in);
    check(region.administrator.isAbsent(), "there is an administrator already");
    region.administrator = Seen.present(account);
    region.organization =
        Seen.present(new OrganizationConfiguration("NONE", region.features("NONE")));

    if (region.detector.isAbsent()) {
      region.detector = Seen.present(newDetector(in, region));
    }
  }

  @Override
  public void configure(
      String in, Optional<AutoEnable> members, Map<String, FeatureChange> features) {
    Region region = regions.get(in);
    OrganizationConfiguration now = region.organization.found().orElseThrow();
    SortedMap<String, FeatureSetting> settings = new TreeMap<>(now.features());
    features.forEach(
        (name, change) ->
            settings.computeIfPresent(name, (each, setting) -> changed(setting, change)));
    region.organization =
        Seen.present(
            new OrganizationConfiguration(members.map(Enum::name).orElse(now.members()), settings));
  }

  @Override
  public void enrol(String in, Set<String> accounts) {
    Region region = regions.get(in);
    String management = organization.found().orElseThrow().managementAccount();
    check(region.administrator.found().isPresent(), "no administrator");
    check(
        !accounts.contains(management) || region.managementDetector.found().isPresent(),
        "the organization master must first enable GuardDuty");
    accounts.forEach(account -> region.members.putIfAbsent(account, region.features("DISABLED")));
  }

  @Override
  public void changeMembers(String in, Set<String> accounts, String feature, FeatureChange change) {
    Region region = regions.get(in);

    for (String account : accounts) {
      check(region.members.containsKey(account), "not an associated member");
      SortedMap<String, FeatureSetting> settings = new TreeMap<>(region.members.get(account));
      settings.computeIfPresent(feature, (name, setting) -> changed(setting, change));
      region.members.put(account, settings);
    }
  }

  @Override
  public void createKey(KeyReference.ToBeMade made, String policy) {
    check(key.isAbsent(), "the key is there");
    checkPrincipals(policy);
    key =
        Seen.present(
            new KeyState(
                new KeyArn("aws", made.region(), made.account(), KEY_ID),
                "Enabled",
                "ENCRYPT_DECRYPT",
                "SYMMETRIC_DEFAULT",
                "CUSTOMER",
                false,
                Set.of(),
                Seen.present(policy)));
  }

  @Override
  public void createAlias(KeyReference to, String alias) {
    KeyState now = key.found().orElseThrow();
    Set<String> aliases = new TreeSet<>(now.aliases());
    aliases.add(alias);
    key =
        Seen.present(
            new KeyState(
                now.arn(),
                now.state(),
                now.usage(),
                now.spec(),
                now.manager(),
                now.rotates(),
                aliases,
                now.policy()));
  }

  @Override
  public void rotate(KeyReference to) {
    KeyState now = key.found().orElseThrow();
    key =
        Seen.present(
            new KeyState(
                now.arn(),
                now.state(),
                now.usage(),
                now.spec(),
                now.manager(),
                true,
                now.aliases(),
                now.policy()));
  }

  @Override
  public void createBucket(String name, String in) {
    check(bucket.isAbsent(), "the bucket is there");
    bucket =
        Seen.present(
            state(name, in, "", Set.of(), Optional.empty(), Set.of(), List.of(), List.of()));
  }

  static BucketState state(
      String name,
      String in,
      String policy,
      Set<BucketGuard> guards,
      Optional<String> key,
      Set<String> markers,
      List<LifecycleRule> rules,
      List<QueueNotification> notifications) {
    return new BucketState(
        name, in, Seen.present(policy), guards, key, markers, rules, notifications);
  }

  @Override
  public void guard(String name, BucketGuard guard) {
    BucketState now = bucket(name);
    Set<BucketGuard> guards = new TreeSet<>(now.guards());
    guards.add(guard);
    bucket =
        Seen.present(
            new BucketState(
                name,
                now.region(),
                now.policy(),
                guards,
                now.defaultKey(),
                now.markers(),
                now.lifecycle(),
                now.notifications()));
  }

  @Override
  public void encrypt(String name, KeyReference to) {
    BucketState now = bucket(name);
    bucket =
        Seen.present(
            new BucketState(
                name,
                now.region(),
                now.policy(),
                now.guards(),
                Optional.of(arn(to)),
                now.markers(),
                now.lifecycle(),
                now.notifications()));
  }

  @Override
  public void putMarker(String name, String marker, KeyReference encryption) {
    BucketState now = bucket(name);
    Set<String> markers = new TreeSet<>(now.markers());
    markers.add(marker);
    check(arn(encryption).startsWith("arn:"), "no key");
    bucket =
        Seen.present(
            new BucketState(
                name,
                now.region(),
                now.policy(),
                now.guards(),
                now.defaultKey(),
                markers,
                now.lifecycle(),
                now.notifications()));
  }

  @Override
  public void putLifecycleRule(String name, LifecycleRule rule) {
    List<LifecycleRule> rules = new ArrayList<>(bucket(name).lifecycle());
    rules.removeIf(each -> each.id().equals(rule.id()));
    rules.add(rule);
    lifecycle(name, rules);
  }

  @Override
  public void removeLifecycleRule(String name, String id) {
    List<LifecycleRule> rules = new ArrayList<>(bucket(name).lifecycle());
    rules.removeIf(each -> each.id().equals(id));
    lifecycle(name, rules);
  }

  private void lifecycle(String name, List<LifecycleRule> rules) {
    BucketState now = bucket(name);
    bucket =
        Seen.present(
            new BucketState(
                name,
                now.region(),
                now.policy(),
                now.guards(),
                now.defaultKey(),
                now.markers(),
                rules,
                now.notifications()));
  }

  @Override
  public void putNotification(String name, QueueNotification notification) {
    List<QueueNotification> all = new ArrayList<>(bucket(name).notifications());
    all.removeIf(each -> each.id().equals(notification.id()));
    check(all.stream().noneMatch(notification::overlaps), "Configurations overlap");
    all.add(notification);
    notifications(name, all);
  }

  @Override
  public void removeNotification(String name, String id) {
    List<QueueNotification> all = new ArrayList<>(bucket(name).notifications());
    all.removeIf(each -> each.id().equals(id));
    notifications(name, all);
  }

  private void notifications(String name, List<QueueNotification> all) {
    BucketState now = bucket(name);
    bucket =
        Seen.present(
            new BucketState(
                name,
                now.region(),
                now.policy(),
                now.guards(),
                now.defaultKey(),
                now.markers(),
                now.lifecycle(),
                all));
  }

  @Override
  public void editPolicy(PolicyTarget target, PolicyEdit edit, String fingerprint) {
    check(policy(target).fingerprint().equals(fingerprint), "the policy has moved");
    editPolicy(target, edit);
  }

  @Override
  public void editPolicy(PolicyTarget target, PolicyEdit edit) {
    String text = edit.applyTo(policy(target)).text();
    check(!text.contains("<ARN of"), "a placeholder is left");
    checkPrincipals(text);

    if (target.kind() == PolicyKind.KEY) {
      KeyState now = key.found().orElseThrow();
      key =
          Seen.present(
              new KeyState(
                  now.arn(),
                  now.state(),
                  now.usage(),
                  now.spec(),
                  now.manager(),
                  now.rotates(),
                  now.aliases(),
                  Seen.present(text)));
      return;
    }

    BucketState now = bucket(target.resource());
    bucket =
        Seen.present(
            new BucketState(
                now.name(),
                now.region(),
                Seen.present(text),
                now.guards(),
                now.defaultKey(),
                now.markers(),
                now.lifecycle(),
                now.notifications()));
  }

  private PolicyDocument policy(PolicyTarget target) {
    Seen<String> text =
        target.kind() == PolicyKind.KEY
            ? key.found().orElseThrow().policy()
            : bucket(target.resource()).policy();
    return PolicyDocument.parse("policy", text.found().orElseThrow());
  }

  private void checkPrincipals(String policy) {
    for (String region : rejectedPrincipals) {
      check(
          !policy.contains(GuardDutyPrincipal.of(region)),
          "Policy contains a statement with one or more invalid principals");
    }
  }

  @Override
  public String arn(KeyReference to) {
    if (to instanceof KeyReference.Known known) {
      return known.text();
    }

    return key.found().orElseThrow(() -> new IllegalStateException("no key yet")).arn().toString();
  }

  private BucketState bucket(String name) {
    return bucket.found().filter(each -> each.name().equals(name)).orElseThrow();
  }

  private DetectorState detector(String in) {
    return regions.get(in).detector.found().orElseThrow();
  }

  private void set(String in, DetectorState detector) {
    regions.get(in).detector = Seen.present(detector);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }
}
