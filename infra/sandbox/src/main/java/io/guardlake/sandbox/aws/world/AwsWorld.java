package io.guardlake.sandbox.aws.world;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The accounts, their users, roles and regions. Who works on it, or on what a service keeps, holds
 * its lock: {@code synchronized (world)}.
 */
public final class AwsWorld {

  private static final Duration ENABLING_TAKES = Duration.ofSeconds(30);

  private final VirtualClock clock;
  private final Knobs knobs;
  private final SecureRandom random = new SecureRandom();
  private final Partition partition;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, AccessKey> accessKeys = new HashMap<>();
  private final Map<String, AccessKey> userKeys = new HashMap<>();
  private final Set<String> roles = new TreeSet<>();
  private final Map<String, Map<Region, Instant>> enabledFrom = new HashMap<>();

  public AwsWorld(VirtualClock clock, Knobs knobs) {
    this(clock, knobs, Partition.AWS);
  }

  public AwsWorld(VirtualClock clock, Knobs knobs, Partition partition) {
    this.partition = requireNonNull(partition, "partition is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.knobs = requireNonNull(knobs, "knobs is null");
  }

  public Partition partition() {
    return partition;
  }

  /** The regions of the partition. */
  public List<Region> regions() {
    return List.of(Region.values()).stream()
        .filter(region -> region.partition() == partition)
        .toList();
  }

  /** A region of the partition by its name. */
  public Optional<Region> region(String id) {
    return Region.of(id).filter(region -> region.partition() == partition);
  }

  public VirtualClock clock() {
    return clock;
  }

  public Instant now() {
    return clock.instant();
  }

  public Knobs knobs() {
    return knobs;
  }

  /** Adds an account, with an administrator whose credentials {@link #userKey} gives. */
  public synchronized void addAccount(Account account) {
    if (accounts.putIfAbsent(account.id(), account) != null) {
      throw new IllegalArgumentException("There is an account " + account.id() + " already.");
    }

    Caller user =
        new Caller(
            account.id(),
            "arn:%s:iam::%s:user/administrator".formatted(partition.id(), account.id()),
            newId("AIDA"));
    AccessKey key = new AccessKey(newId("AKIA"), secret(), Optional.empty(), Instant.MAX, user);
    userKeys.put(account.id(), key);
    accessKeys.put(key.accessKeyId(), key);
  }

  public synchronized List<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  public synchronized Optional<Account> account(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  /** The credentials of an account's administrator. */
  public synchronized AccessKey userKey(String account) {
    return Optional.ofNullable(userKeys.get(account))
        .orElseThrow(() -> new IllegalArgumentException("There is no account " + account + "."));
  }

  /** Makes a role, which every caller of these accounts may assume. */
  public synchronized String addRole(String account, String name) {
    userKey(account);
    String arn = "arn:%s:iam::%s:role/%s".formatted(partition.id(), account, name);
    roles.add(arn);
    return arn;
  }

  public synchronized boolean hasRole(String arn) {
    return roles.contains(arn);
  }

  /** Begins a session of a role. */
  public synchronized AccessKey assumeRole(String roleArn, String session, Duration duration) {
    String account = roleArn.split(":", -1)[4];
    String role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
    Caller caller =
        new Caller(
            account,
            "arn:%s:sts::%s:assumed-role/%s/%s".formatted(partition.id(), account, role, session),
            newId("AROA") + ":" + session);
    AccessKey key =
        new AccessKey(newId("ASIA"), secret(), Optional.of(hex(64)), now().plus(duration), caller);
    accessKeys.put(key.accessKeyId(), key);
    return key;
  }

  public synchronized Optional<AccessKey> accessKey(String id) {
    return Optional.ofNullable(accessKeys.get(id));
  }

  public synchronized OptStatus optStatus(String account, Region region) {
    if (!region.needsOptIn()) {
      return OptStatus.ENABLED_BY_DEFAULT;
    }

    Instant from = enabledFrom.getOrDefault(account, Map.of()).get(region);

    if (from == null) {
      return OptStatus.DISABLED;
    }

    return from.isAfter(now()) ? OptStatus.ENABLING : OptStatus.ENABLED;
  }

  /** Opts an account in; it takes half a minute, in AWS minutes to hours. */
  public synchronized void enableRegion(String account, Region region) {
    enabledFrom
        .computeIfAbsent(account, any -> new HashMap<>())
        .putIfAbsent(region, now().plus(ENABLING_TAKES));
  }

  public synchronized void disableRegion(String account, Region region) {
    enabledFrom.getOrDefault(account, new HashMap<>()).remove(region);
  }

  /** The regions an account may use. */
  public synchronized List<Region> usableRegions(String account) {
    List<Region> usable = new ArrayList<>();

    for (Region region : regions()) {
      if (optStatus(account, region).isUsable()) {
        usable.add(region);
      }
    }

    return usable;
  }

  /** So many random hexadecimal digits. */
  public String hex(int length) {
    byte[] bytes = new byte[(length + 1) / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, length);
  }

  private String newId(String prefix) {
    return prefix + hex(16).toUpperCase(Locale.ROOT);
  }

  private String secret() {
    return hex(40);
  }
}
