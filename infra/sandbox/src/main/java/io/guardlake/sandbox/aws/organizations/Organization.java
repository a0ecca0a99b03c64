package io.guardlake.sandbox.aws.organizations;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.world.Account;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The one organization of a world, which has accounts once there is a management account. */
public final class Organization {
  static final String ID = "o-sandbox0000";
  static final String ROOT = "r-sand";

  private final AwsWorld world;
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final Map<String, Membership> members = new LinkedHashMap<>();
  private final Map<String, Instant> trusted = new TreeMap<>();
  private final Map<String, Map<String, Instant>> delegated = new TreeMap<>();
  private final Map<String, Map<String, String>> tags = new TreeMap<>();
  private String management;

  record Unit(String id, String name, String parent) {
    String arn(Partition partition, String management) {
      return "arn:%s:organizations::%s:ou/%s/%s".formatted(partition.id(), management, ID, id);
    }
  }

  record Membership(Account account, String parent, Instant joinedAt) {}

  public Organization(AwsWorld world) {
    this.world = requireNonNull(world, "world is null");
  }

  Partition partition() {
    return world.partition();
  }

  /** Makes the organization, managed by an account of the world. */
  public void create(Account managementAccount) {
    synchronized (world) {
      if (management != null) {
        throw new IllegalStateException("The organization has a management account already.");
      }

      management = managementAccount.id();
      join(managementAccount, ROOT);
    }
  }

  /** Adds a unit below a unit or the root, and returns its id. */
  public String addUnit(String name, Optional<String> parent) {
    synchronized (world) {
      String id = "ou-sand-" + world.hex(8);
      units.put(id, new Unit(id, name, parent.orElse(ROOT)));
      return id;
    }
  }

  /** Adds an account of the world to a unit, or below the root. */
  public void add(Account account, Optional<String> unit) {
    synchronized (world) {
      join(account, unit.orElse(ROOT));
    }
  }

  public void tag(String resource, String key, String value) {
    synchronized (world) {
      tags.computeIfAbsent(resource, any -> new TreeMap<>()).put(key, value);
    }
  }

  public Optional<String> management() {
    return Optional.ofNullable(management);
  }

  public boolean isManagement(String account) {
    return account.equals(management);
  }

  public boolean has(String account) {
    return members.containsKey(account);
  }

  /** The organization's id, if the account is in it. */
  public Optional<String> idFor(String account) {
    return has(account) ? Optional.of(ID) : Optional.empty();
  }

  /** All accounts, the management account first. */
  public List<Account> accounts() {
    return members.values().stream().map(Membership::account).toList();
  }

  public Instant joinedAt(String account) {
    return members.get(account).joinedAt();
  }

  public boolean trusts(String service) {
    return trusted.containsKey(service);
  }

  public void trust(String service) {
    trusted.putIfAbsent(service, world.now());
  }

  void distrust(String service) {
    trusted.remove(service);
  }

  /** Makes an account a service's administrator. */
  public void delegate(String service, String account) {
    delegated
        .computeIfAbsent(service, any -> new LinkedHashMap<>())
        .putIfAbsent(account, world.now());
  }

  public void undelegate(String service, String account) {
    delegated.getOrDefault(service, new TreeMap<>()).remove(account);
  }

  /** The administrators of a service, or of any when the name is empty. */
  Map<String, Instant> administrators(String service) {
    Map<String, Instant> found = new LinkedHashMap<>();
    delegated.forEach(
        (name, accounts) -> {
          if (service.isEmpty() || service.equals(name)) {
            accounts.forEach(found::putIfAbsent);
          }
        });
    return found;
  }

  Map<String, Instant> servicesOf(String account) {
    Map<String, Instant> found = new TreeMap<>();
    delegated.forEach(
        (name, accounts) -> {
          if (accounts.containsKey(account)) {
            found.put(name, accounts.get(account));
          }
        });
    return found;
  }

  Map<String, Instant> trusted() {
    return trusted;
  }

  Map<String, String> tags(String resource) {
    return tags.getOrDefault(resource, Map.of());
  }

  void untag(String resource, String key) {
    tags.getOrDefault(resource, new TreeMap<>()).remove(key);
  }

  Optional<Membership> member(String account) {
    return Optional.ofNullable(members.get(account));
  }

  Optional<Unit> unit(String id) {
    return Optional.ofNullable(units.get(id));
  }

  List<Membership> membersOf(String parent) {
    return members.values().stream().filter(one -> one.parent().equals(parent)).toList();
  }

  List<Unit> unitsOf(String parent) {
    return units.values().stream().filter(unit -> unit.parent().equals(parent)).toList();
  }

  List<Membership> members() {
    return new ArrayList<>(members.values());
  }

  private void join(Account account, String parent) {
    if (!parent.equals(ROOT) && !units.containsKey(parent)) {
      throw new IllegalArgumentException("There is no unit " + parent + ".");
    }

    members.put(account.id(), new Membership(account, parent, world.now()));
  }
}
