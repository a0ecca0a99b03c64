package io.guardlake.setup.plan;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.Identity;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Works out what leads from what is there to what is wished. Pure: it asks nobody and changes
 * nothing. Done to the end, its plan leaves nothing to plan; it touches no statement, rule or
 * notification without an id of ours, and what the configuration leaves out stays as it is.
 */
public final class SetupPlanner {
  private final SetupConfig config;
  private final World world;
  private final PlanBuilder plan = new PlanBuilder();

  private SetupPlanner(SetupConfig config, World world) {
    this.config = config;
    this.world = world;
  }

  /** The way from the world to the wish. */
  public static SetupPlan plan(SetupConfig config, World world) {
    SetupPlanner planner = new SetupPlanner(config, world);
    planner.identities();

    // Credentials of another account would plan, and do, the right things in the wrong place.
    if (!planner.plan.hasObstacles()) {
      planner.everything();
    }

    return planner.plan.forwards(config.name(), planner.accounts());
  }

  /**
   * The way back: our statements, rules, notifications and destinations go, and nothing else.
   * Nothing is turned off, and no key, bucket or detector is deleted.
   */
  public static SetupPlan destroy(SetupConfig config, World world) {
    SetupPlanner planner = new SetupPlanner(config, world);
    planner.identities();

    if (!planner.plan.hasObstacles()) {
      new Destroyer(config, world, planner.plan).plan();
    }

    return planner.plan.backwards(config.name(), planner.accounts());
  }

  private void everything() {
    ExportRules rules = new ExportRules(config, world);
    new OrganizationPlanner(config, world, rules, plan).plan();
    Storage storage = new StoragePlanner(config, world, rules, plan).plan();
    RegionPlanner regions = new RegionPlanner(config, rules, storage, plan);
    world.regions().values().forEach(regions::plan);

    for (String name : config.regions().include()) {
      if (!world.regions().containsKey(name)) {
        plan.obstacle(
            name, "GuardDuty is not known to be in %s; is the name right?".formatted(name));
      }
    }
  }

  private void identities() {
    for (AccountRole role : AccountRole.values()) {
      Optional<AccountAccess> access = config.accounts().in(role);
      access.ifPresent(account -> identity(role, account));
    }
  }

  private void identity(AccountRole role, AccountAccess access) {
    Seen<Identity> seen =
        world.identities().getOrDefault(role, Seen.unreadable("Nobody asked who they are."));
    seen.problem()
        .ifPresent(
            why ->
                plan.obstacle(
                    "The credentials for the %s account %s do not work. %s"
                        .formatted(name(role), access.id(), why)));
    seen.found()
        .filter(identity -> !identity.account().equals(access.id()))
        .ifPresent(
            identity ->
                plan.obstacle(
                    "The credentials for the %s account are %s of account %s, not of %s; set accounts.%s.profile or role."
                        .formatted(
                            name(role),
                            identity.arn(),
                            identity.account(),
                            access.id(),
                            name(role))));
  }

  private List<String> accounts() {
    List<String> lines = new ArrayList<>();

    for (AccountRole role : AccountRole.values()) {
      Optional<String> arn =
          Optional.ofNullable(world.identities().get(role)).flatMap(Seen::found).map(Identity::arn);
      config
          .accounts()
          .in(role)
          .ifPresent(
              access ->
                  lines.add(
                      "%s %s as %s".formatted(name(role), access.id(), arn.orElse("nobody"))));
    }

    return lines;
  }

  private static String name(AccountRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
