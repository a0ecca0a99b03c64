package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.guardlake.setup.config.AutoEnable;
import io.guardlake.setup.world.FeatureSetting;
import io.guardlake.setup.world.OrganizationConfiguration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is done to the organization. */
public sealed interface OrganizationAction extends SetupAction {

  /** Lets a service see the organization. */
  record TrustService(String service) implements OrganizationAction {
    public TrustService {
      requireNonNull(service, "service is null");
    }

    @Override
    public Stage stage() {
      return Stage.TRUST;
    }

    @Override
    public Optional<String> region() {
      return Optional.empty();
    }

    @Override
    public String describe() {
      return "Give %s trusted access to the organization.".formatted(service);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of();
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.organization().trust(service);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(
          "aws organizations disable-aws-service-access --service-principal " + service);
    }
  }

  /**
   * Delegates GuardDuty's administration.
   *
   * @param stage the first region goes alone
   */
  record EnableAdministrator(Stage stage, String in, String account) implements OrganizationAction {
    public EnableAdministrator {
      requireNonNull(stage, "stage is null");
      requireNonNull(in, "in is null");
      requireNonNull(account, "account is null");
    }

    @Override
    public Optional<String> region() {
      return Optional.of(in);
    }

    @Override
    public String describe() {
      return "Make account %s GuardDuty's delegated administrator in %s, which turns GuardDuty on there."
          .formatted(account, in);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.CHARGES);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.organization().enableAdministrator(in, account);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(
          "aws guardduty disable-organization-admin-account --region %s --admin-account-id %s"
              .formatted(in, account));
    }
  }

  /**
   * Sets what GuardDuty turns on in accounts by itself.
   *
   * @param before absent before the delegation
   * @param accounts how many the organization has
   */
  record ConfigureOrganization(
      String in,
      Optional<OrganizationConfiguration> before,
      Optional<AutoEnable> members,
      SortedMap<String, FeatureChange> features,
      int accounts)
      implements OrganizationAction {
    public ConfigureOrganization {
      requireNonNull(in, "in is null");
      requireNonNull(before, "before is null");
      requireNonNull(members, "members is null");
      features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    }

    @Override
    public Stage stage() {
      return Stage.ORGANIZATION;
    }

    @Override
    public Optional<String> region() {
      return Optional.of(in);
    }

    @Override
    public String describe() {
      String what =
          Stream.concat(
                  members.stream().map(each -> "GuardDuty " + each),
                  features.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()))
              .collect(joining(", "));
      return "Turn on by itself in %s, in an organization of %d accounts: %s.%s"
          .formatted(
              in,
              accounts,
              what,
              members.equals(Optional.of(AutoEnable.ALL))
                  ? " GuardDuty takes up to a day for all accounts."
                  : "");
    }

    @Override
    public Set<Effect> effects() {
      Set<Effect> effects = EnumSet.noneOf(Effect.class);
      members.ifPresent(
          each -> effects.add(each == AutoEnable.NONE ? Effect.WEAKENS : Effect.CHARGES));

      for (FeatureChange change : features.values()) {
        effects.add(change.turnsOn() ? Effect.CHARGES : Effect.WEAKENS);

        if (change.turnsOn() && !change.agents().isEmpty()) {
          effects.add(Effect.INSTALLS_AGENTS);
        }
      }

      return effects;
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.organization().configure(in, members, features);
    }

    @Override
    public Undo undo() {
      String previous = before.map(OrganizationConfiguration::members).orElse("NONE");
      String old =
          features.keySet().stream()
              .map(
                  name -> "{\"Name\":\"%s\",\"AutoEnable\":\"%s\"}".formatted(name, previous(name)))
              .collect(joining(",", "[", "]"));
      return new Undo.ByHand(
          Commands.detector(
              "update-organization-configuration",
              in,
              "--auto-enable-organization-members %s --features '%s'".formatted(previous, old)));
    }

    private String previous(String feature) {
      return before
          .map(OrganizationConfiguration::features)
          .map(settings -> settings.get(feature))
          .map(FeatureSetting::status)
          .orElse("NONE");
    }
  }

  /** Makes accounts members. */
  record EnrolMembers(String in, SortedSet<String> accounts) implements OrganizationAction {
    public EnrolMembers {
      requireNonNull(in, "in is null");
      accounts = Collections.unmodifiableSortedSet(new TreeSet<>(accounts));
    }

    @Override
    public Stage stage() {
      return Stage.MEMBERS;
    }

    @Override
    public Optional<String> region() {
      return Optional.of(in);
    }

    @Override
    public String describe() {
      return "Enrol %d accounts as members in %s.".formatted(accounts.size(), in);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.CHARGES);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.organization().enrol(in, accounts);
    }

    @Override
    public Undo undo() {
      return new Undo.ByHand(
          Commands.detector(
              "disassociate-members", in, "--account-ids " + String.join(" ", accounts)));
    }
  }

  /** Sets a feature in members' detectors. */
  record ChangeMemberFeature(
      String in, SortedSet<String> accounts, String feature, FeatureChange after)
      implements OrganizationAction {
    public ChangeMemberFeature {
      requireNonNull(in, "in is null");
      accounts = Collections.unmodifiableSortedSet(new TreeSet<>(accounts));
      requireNonNull(feature, "feature is null");
      requireNonNull(after, "after is null");
    }

    @Override
    public Stage stage() {
      return Stage.MEMBER_FEATURES;
    }

    @Override
    public Optional<String> region() {
      return Optional.of(in);
    }

    @Override
    public String describe() {
      return "Set %s to %s in %d member accounts in %s."
          .formatted(feature, after, accounts.size(), in);
    }

    @Override
    public Set<Effect> effects() {
      if (!after.turnsOn()) {
        return Set.of(Effect.WEAKENS);
      }

      return after.agents().isEmpty()
          ? Set.of(Effect.CHARGES)
          : Set.of(Effect.CHARGES, Effect.INSTALLS_AGENTS);
    }

    @Override
    public void apply(ControlPlane plane) {
      plane.organization().changeMembers(in, accounts, feature, after);
    }

    @Override
    public Undo undo() {
      String opposite = after.turnsOn() ? "DISABLED" : "ENABLED";
      return new Undo.ByHand(
          Commands.detector(
              "update-member-detectors",
              in,
              "--account-ids %s --features '[{\"Name\":\"%s\",\"Status\":\"%s\"}]'"
                  .formatted(String.join(" ", accounts), feature, opposite)));
    }
  }
}
