package io.guardlake.setup.aws;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.AccountRole;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.AtOnce;
import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.Identity;
import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.OrganizationState;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import io.guardlake.setup.world.World;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * Reads all that a setup looks at, so many regions at once and each region's calls one after the
 * other, so that no region is asked more than a few times a second. Changes nothing.
 */
public final class WorldReader {
  private final AwsClients clients;
  private final SetupConfig config;
  private final Set<String> rejectedPrincipals;

  /**
   * A reader of the world of a configuration.
   *
   * @param rejectedPrincipals regions whose GuardDuty KMS or S3 has refused to know
   */
  public WorldReader(AwsClients clients, SetupConfig config, Set<String> rejectedPrincipals) {
    this.clients = requireNonNull(clients, "clients is null");
    this.config = requireNonNull(config, "config is null");
    this.rejectedPrincipals = Set.copyOf(rejectedPrincipals);
  }

  /** The regions that GuardDuty is in and the security account can use. */
  public SortedSet<String> usableRegions() {
    SortedSet<String> usable = new TreeSet<>();
    new RegionDirectory(clients, config)
        .read()
        .forEach(
            (name, optIn) -> {
              if (optIn != OptIn.NOT_OPTED_IN) {
                usable.add(name);
              }
            });
    return usable;
  }

  /**
   * Reads the world. What cannot be read is unreadable in it.
   *
   * @throws RefusedException when not even the list of regions can be had
   */
  public World read() throws InterruptedException {
    Map<AccountRole, Seen<Identity>> identities = identities();

    if (!identities.values().stream().allMatch(this::works)) {
      return nothingBut(identities);
    }

    SortedMap<String, OptIn> regions = new RegionDirectory(clients, config).read();
    SortedMap<String, RegionState> states = new TreeMap<>();
    SortedMap<String, Seen<List<String>>> suppressions = new TreeMap<>();

    try (AtOnce atOnce = new AtOnce(AtOnce.USUAL)) {
      Future<Seen<OrganizationState>> organization = atOnce.start(this::organization);
      Future<Seen<KeyState>> key = atOnce.start(() -> new KeyReader(clients, config).read());
      Future<Seen<BucketState>> bucket =
          atOnce.start(() -> new BucketReader(clients, config).read());
      Map<String, Future<Region>> reading = new TreeMap<>();
      regions.forEach((name, optIn) -> reading.put(name, atOnce.start(region(name, optIn))));

      for (Map.Entry<String, Future<Region>> each : reading.entrySet()) {
        Region region = AtOnce.result(each.getValue());
        states.put(each.getKey(), region.state());
        suppressions.put(each.getKey(), region.suppressions());
      }

      return new World(
          identities,
          AtOnce.result(organization),
          states,
          AtOnce.result(key),
          AtOnce.result(bucket),
          suppressions,
          rejectedPrincipals);
    }
  }

  private record Region(RegionState state, Seen<List<String>> suppressions) {}

  private boolean works(Seen<Identity> identity) {
    return identity.found().isPresent();
  }

  /** Without credentials, all other questions would have the same answer, hundreds of times. */
  private World nothingBut(Map<AccountRole, Seen<Identity>> identities) {
    String why = "Not asked, because credentials do not work.";
    return new World(
        identities,
        Seen.unreadable(why),
        new TreeMap<>(),
        Seen.unreadable(why),
        Seen.unreadable(why),
        new TreeMap<>(),
        rejectedPrincipals);
  }

  private Map<AccountRole, Seen<Identity>> identities() {
    Map<AccountRole, Seen<Identity>> identities = new EnumMap<>(AccountRole.class);

    for (AccountRole role : AccountRole.values()) {
      config.accounts().in(role).ifPresent(access -> identities.put(role, identity(access)));
    }

    return identities;
  }

  private Seen<Identity> identity(AccountAccess access) {
    return Asker.see(
        () ->
            Optional.of(
                    new Asker(access.id(), config.bucket().region())
                        .ask(
                            "GetCallerIdentity",
                            access.role().or(access::profile).orElse(""),
                            () -> clients.sts(access).getCallerIdentity()))
                .map(answer -> new Identity(answer.account(), answer.arn())));
  }

  private Seen<OrganizationState> organization() {
    Optional<AccountAccess> management = config.accounts().management();

    if (config.organization().isEmpty() || management.isEmpty()) {
      return Seen.absent();
    }

    return new OrganizationReader(clients, management.get(), config.bucket().region()).read();
  }

  /** Regions that are left out are asked as well: what they export to this bucket must go on. */
  private Callable<Region> region(String name, OptIn optIn) {
    return () -> optIn == OptIn.NOT_OPTED_IN ? unasked(name, optIn) : read(name, optIn);
  }

  private Region read(String name, OptIn optIn) {
    RegionReader reader = new RegionReader(clients, config, name);
    RegionState state = reader.read(optIn);
    Optional<String> detector = state.detector().found().map(DetectorState::id);
    Seen<List<String>> suppressions =
        detector
            .map(id -> Asker.see(() -> Optional.of(reader.suppressions(id))))
            .orElseGet(Seen::absent);
    return new Region(state, suppressions);
  }

  private static Region unasked(String name, OptIn optIn) {
    return new Region(
        new RegionState(
            name,
            optIn,
            Seen.absent(),
            Seen.absent(),
            Seen.absent(),
            Seen.absent(),
            new TreeMap<>()),
        Seen.absent());
  }
}
