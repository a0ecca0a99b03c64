package io.guardlake.setup.render;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.arn.KeyArn;
import io.guardlake.setup.arn.Partition;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.KeyWish;
import io.guardlake.setup.config.ResourceMode;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.plan.EditPolicy;
import io.guardlake.setup.plan.GuardDutyAction;
import io.guardlake.setup.plan.KeyReference;
import io.guardlake.setup.plan.Obstacle;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.plan.SetupPlanner;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DefaultRegions;
import io.guardlake.setup.world.Identity;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a setup would do where nothing has been done yet. Templates are translations of this plan,
 * so that they and {@code apply} cannot wish for different things.
 */
public final class Blueprint {
  private final SetupConfig config;
  private final SetupPlan plan;

  private Blueprint(SetupConfig config, SetupPlan plan) {
    this.config = config;
    this.plan = plan;
  }

  /**
   * The plan of a configuration in regions.
   *
   * @param regions those that the security account can use
   * @throws IllegalArgumentException when there is no way to do what is wished, with the reasons
   */
  public static Blueprint of(SetupConfig config, Collection<String> regions) {
    requireNonNull(config, "config is null");
    SetupPlan plan = SetupPlanner.plan(config, nothing(config, regions));

    if (!plan.obstacles().isEmpty()) {
      throw new IllegalArgumentException(
          String.join(" ", plan.obstacles().stream().map(Obstacle::sentence).toList()));
    }

    return new Blueprint(config, plan);
  }

  SetupConfig config() {
    return config;
  }

  Partition partition() {
    return Partition.ofRegion(config.bucket().region());
  }

  /** The actions of a kind, in the order of the plan. */
  <A extends SetupAction> List<A> all(Class<A> kind) {
    return stream(kind).toList();
  }

  <A extends SetupAction> Optional<A> first(Class<A> kind) {
    return stream(kind).findFirst();
  }

  private <A extends SetupAction> Stream<A> stream(Class<A> kind) {
    return plan.actions().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Where GuardDuty exports from. */
  SortedSet<String> exporting() {
    return names(stream(GuardDutyAction.CreateDestination.class));
  }

  /** Where the administrator's detector is to be. */
  List<GuardDutyAction.CreateDetector> detectors() {
    return stream(GuardDutyAction.CreateDetector.class)
        .filter(each -> each.account() == AccountRole.SECURITY)
        .toList();
  }

  /** Where the management account's own detector is to be. */
  SortedSet<String> managementDetectors() {
    return names(
        stream(GuardDutyAction.CreateDetector.class)
            .filter(each -> each.account() == AccountRole.MANAGEMENT));
  }

  String destinationArn() {
    return first(GuardDutyAction.CreateDestination.class).orElseThrow().arn();
  }

  KeyReference key() {
    return first(GuardDutyAction.CreateDestination.class).orElseThrow().key();
  }

  /** The edit of a policy that somebody else may have statements in. */
  Optional<EditPolicy> edit(PolicyKind kind) {
    return stream(EditPolicy.class).filter(each -> each.target().kind() == kind).findFirst();
  }

  private static SortedSet<String> names(Stream<? extends SetupAction> actions) {
    SortedSet<String> names = new TreeSet<>();
    actions.forEach(action -> names.add(action.region().orElseThrow()));
    return names;
  }

  /** An organization with its accounts, and, in no region, anything of GuardDuty. */
  private static World nothing(SetupConfig config, Collection<String> regions) {
    Map<AccountRole, Seen<Identity>> identities = new EnumMap<>(AccountRole.class);
    SortedMap<String, String> accounts = new TreeMap<>();

    for (AccountRole role : AccountRole.values()) {
      config
          .accounts()
          .in(role)
          .ifPresent(
              access -> {
                identities.put(role, Seen.present(new Identity(access.id(), "nobody")));
                accounts.put(access.id(), "");
              });
    }

    SortedMap<String, RegionState> states = new TreeMap<>();

    for (String name : regions) {
      states.put(
          name,
          new RegionState(
              name,
              DefaultRegions.contains(name) ? OptIn.DEFAULT : OptIn.OPTED_IN,
              Seen.absent(),
              Seen.absent(),
              Seen.absent(),
              Seen.absent(),
              new TreeMap<>()));
    }

    Seen<OrganizationState> organization =
        config
            .accounts()
            .management()
            .map(
                management ->
                    Seen.present(
                        new OrganizationState("o-", management.id(), "ALL", Set.of(), accounts)))
            .orElse(Seen.absent());
    return new World(
        identities, organization, states, key(config), bucket(config), new TreeMap<>(), Set.of());
  }

  private static Seen<KeyState> key(SetupConfig config) {
    if (!(config.key() instanceof KeyWish.ExistingKey existing)) {
      return Seen.absent();
    }

    KeyArn arn = existing.arn();
    return Seen.present(
        new KeyState(
            arn,
            "Enabled",
            "ENCRYPT_DECRYPT",
            "SYMMETRIC_DEFAULT",
            "CUSTOMER",
            true,
            Set.of(),
            Seen.present("")));
  }

  private static Seen<BucketState> bucket(SetupConfig config) {
    if (config.bucket().mode() == ResourceMode.NEW) {
      return Seen.absent();
    }

    return Seen.present(
        new BucketState(
            config.bucket().name(),
            config.bucket().region(),
            Seen.present(""),
            Set.of(),
            Optional.empty(),
            Set.of(),
            List.of(),
            List.of()));
  }
}
