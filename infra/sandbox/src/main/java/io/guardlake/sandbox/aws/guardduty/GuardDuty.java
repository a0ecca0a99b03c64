package io.guardlake.sandbox.aws.guardduty;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.organizations.Organization;
import io.guardlake.sandbox.aws.world.Account;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Region;
import io.guardlake.sandbox.generator.SingleFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All detectors, and who administers them. What happens by itself happens in {@link #settle}. */
public final class GuardDuty {
  static final String SERVICE = "guardduty.amazonaws.com";

  private final AwsWorld world;
  private final Organization organization;
  private final Map<String, Detector> detectors = new LinkedHashMap<>();
  private final Map<String, Delegation> delegations = new LinkedHashMap<>();
  private int findingsMade;

  /** An administrator of one region, from some time on. */
  record Delegation(String account, Instant inForceFrom) {}

  public GuardDuty(AwsWorld world, Organization organization) {
    this.world = requireNonNull(world, "world is null");
    this.organization = requireNonNull(organization, "organization is null");
  }

  /**
   * A threat is found in an account.
   *
   * @param type one of {@link SingleFinding#types}
   * @return the finding's id
   * @throws IllegalArgumentException if the account has no enabled detector there
   */
  public String find(String account, String region, String type) {
    synchronized (world) {
      settle();
      Detector detector =
          detector(account, region)
              .filter(one -> one.status.equals("ENABLED"))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "The account %s has no enabled detector in %s."
                              .formatted(account, region)));
      return add(detector, type, SingleFinding.Kind.REAL).id();
    }
  }

  /** What a finding tells of happens again. */
  public void recur(String account, String region, String findingId) {
    synchronized (world) {
      Detector detector =
          detector(account, region)
              .filter(one -> one.findings.containsKey(findingId))
              .orElseThrow(
                  () -> new IllegalArgumentException("There is no finding " + findingId + "."));
      Finding finding = detector.findings.get(findingId);
      finding.occur(world.now());
      suppress(detector, finding);
    }
  }

  /** Someone archives a finding. */
  public void archive(String account, String region, String findingId) {
    synchronized (world) {
      detector(account, region)
          .map(one -> one.findings.get(findingId))
          .orElseThrow(() -> new IllegalArgumentException("There is no finding " + findingId + "."))
          .archive();
    }
  }

  Finding add(Detector detector, String type, SingleFinding.Kind kind) {
    SingleFinding source =
        new SingleFinding(
            type, findingsMade++, detector.account, detector.region, detector.id, kind);
    Finding finding = new Finding(source, world.now());
    suppress(detector, finding);
    detector.findings.put(finding.id(), finding);
    return finding;
  }

  /** Archives what a filter of the detector, or of its administrator's, says. */
  private void suppress(Detector detector, Finding finding) {
    boolean suppressed =
        detectors.values().stream()
            .filter(one -> sees(one, detector))
            .flatMap(one -> one.filters.values().stream())
            .anyMatch(
                filter ->
                    filter.path("action").asText().equals("ARCHIVE")
                        && Criteria.match(filter.path("findingCriteria"), finding.json()));

    if (suppressed) {
      finding.archive();
    }
  }

  /** The findings a detector's account sees: its own and its members'. */
  List<Finding> findings(Detector detector) {
    List<Finding> all = new ArrayList<>();
    detectors.values().stream()
        .filter(one -> sees(detector, one))
        .forEach(one -> all.addAll(one.findings.values()));
    return all;
  }

  List<Detector> detectors() {
    return List.copyOf(detectors.values());
  }

  Optional<Detector> detector(String account, String region) {
    return Optional.ofNullable(detectors.get(account + region));
  }

  Detector create(String account, String region) {
    Detector detector = new Detector(world.hex(32), account, region, world.now());

    for (String name : Feature.NAMES) {
      if (!world.knobs().lacksFeature(region, name)) {
        detector.features.put(name, new Feature(name, "DISABLED", world.now(), Map.of()));
        detector.organization.features.put(name, new Feature(name, "NONE", world.now(), Map.of()));
      }
    }

    detectors.put(account + region, detector);
    return detector;
  }

  void remove(Detector detector) {
    detectors.remove(detector.account + detector.region);
  }

  Map<String, Delegation> delegations() {
    return delegations;
  }

  /** The administrator of a region, once it is in force. */
  Optional<String> administrator(String region) {
    return Optional.ofNullable(delegations.get(region))
        .filter(delegation -> !delegation.inForceFrom().isAfter(world.now()))
        .map(Delegation::account);
  }

  /** Gives administrators their detectors, and takes in members that are taken in by themselves. */
  void settle() {
    for (String region : delegations.keySet()) {
      administrator(region)
          .ifPresent(
              account -> {
                Detector administrator =
                    detector(account, region).orElseGet(() -> create(account, region));
                takeIn(administrator);
              });
    }
  }

  private void takeIn(Detector administrator) {
    String mode = administrator.organization.members;

    for (Account account : organization.accounts()) {
      boolean isNew =
          !organization.joinedAt(account.id()).isBefore(administrator.organization.changedAt);
      boolean wanted = mode.equals("ALL") || (mode.equals("NEW") && isNew);

      if (wanted
          && !account.id().equals(administrator.account)
          && !administrator.members.containsKey(account.id())) {
        enrol(administrator, account);
      }
    }
  }

  /** Makes an account of the organization a member, if it may use the region. */
  void enrol(Detector administrator, Account account) {
    Region region = Region.of(administrator.region).orElseThrow();

    if (!world.optStatus(account.id(), region).isUsable()) {
      return;
    }

    Detector detector =
        detector(account.id(), region.id()).orElseGet(() -> create(account.id(), region.id()));
    detector.frequency = administrator.frequency;
    administrator.organization.features.values().stream()
        .filter(feature -> !feature.setting().equals("NONE"))
        .forEach(feature -> switchOn(detector, feature));
    administrator.members.put(
        account.id(), new Detector.Member(account.id(), account.email(), "Enabled", world.now()));
  }

  /** Switches on in a detector what the organization wishes for. */
  void switchOn(Detector detector, Feature wish) {
    Map<String, String> agents = new LinkedHashMap<>();
    wish.agents()
        .forEach((agent, set) -> agents.put(agent, set.equals("NONE") ? "DISABLED" : "ENABLED"));
    detector.features.put(wish.name(), new Feature(wish.name(), "ENABLED", world.now(), agents));
  }

  private static boolean sees(Detector viewer, Detector owner) {
    Detector.Member member = viewer.members.get(owner.account);
    return viewer == owner
        || (viewer.region.equals(owner.region) && member != null && member.isAssociated());
  }
}
