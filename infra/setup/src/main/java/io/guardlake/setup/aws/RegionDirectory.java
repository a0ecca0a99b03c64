package io.guardlake.setup.aws;

import io.guardlake.setup.arn.Partition;
import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.message.Meaning;
import io.guardlake.setup.world.DefaultRegions;
import io.guardlake.setup.world.OptIn;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.ListRegionsRequest;
import software.amazon.awssdk.services.account.paginators.ListRegionsIterable;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;

/**
 * The regions that GuardDuty is in, and whether the security account can use them. GuardDuty's are
 * those that the SDK knows of, and those that the configuration names; whether they can be used is
 * what account:ListRegions says. Where that may not be asked, a region that needs opting in to is
 * tried by its STS, which knows the credentials of an account only where it has opted in.
 */
final class RegionDirectory {
  private final AwsClients clients;
  private final SetupConfig config;
  private final AccountAccess security;

  RegionDirectory(AwsClients clients, SetupConfig config) {
    this.clients = clients;
    this.config = config;
    this.security = config.accounts().security();
  }

  SortedMap<String, OptIn> read() {
    Partition partition = Partition.ofRegion(config.bucket().region());
    SortedMap<String, OptIn> regions = new TreeMap<>();
    SortedMap<String, OptIn> known = states();

    for (String name : ofGuardDuty()) {
      if (Partition.ofRegion(name).equals(partition)) {
        OptIn optIn = known.containsKey(name) ? known.get(name) : OptIn.NOT_OPTED_IN;
        regions.put(name, known.isEmpty() ? tried(name) : optIn);
      }
    }

    return regions;
  }

  /** Pseudo regions of FIPS endpoints are among the SDK's, and have no metadata. */
  private SortedSet<String> ofGuardDuty() {
    SortedSet<String> names = new TreeSet<>(config.regions().include());
    names.add(config.bucket().region());

    for (Region region : GuardDutyClient.serviceMetadata().regions()) {
      if (!region.isGlobalRegion() && !region.id().contains("fips")) {
        names.add(region.id());
      }
    }

    return names;
  }

  /** What the account service says; empty where it may not be asked, or is not in the partition. */
  private SortedMap<String, OptIn> states() {
    AccountClient accounts = clients.accounts(security);
    Asker asker = new Asker(security.id(), config.bucket().region());
    SortedMap<String, OptIn> states = new TreeMap<>();

    try {
      asker.tell(
          "ListRegions",
          "",
          () ->
              new ListRegionsIterable(accounts, ListRegionsRequest.builder().build())
                  .regions()
                  .forEach(
                      region ->
                          states.put(
                              region.regionName(), optIn(region.regionOptStatusAsString()))));
      return states;
    } catch (RefusedException e) {
      if (e.meaning() == Meaning.CALLER_LACKS_PERMISSION || e.meaning() == Meaning.NOT_AVAILABLE) {
        return new TreeMap<>();
      }

      throw e;
    }
  }

  private static OptIn optIn(String status) {
    return switch (status) {
      case "ENABLED_BY_DEFAULT" -> OptIn.DEFAULT;
      case "ENABLED" -> OptIn.OPTED_IN;
      default -> OptIn.NOT_OPTED_IN;
    };
  }

  private OptIn tried(String region) {
    if (DefaultRegions.contains(region)) {
      return OptIn.DEFAULT;
    }

    try {
      new Asker(security.id(), region)
          .ask("GetCallerIdentity", "", () -> clients.sts(security, region).getCallerIdentity());
      return OptIn.OPTED_IN;
    } catch (RefusedException e) {
      return OptIn.NOT_OPTED_IN;
    }
  }
}
