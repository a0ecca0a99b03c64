package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.organizations.Organization;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operations on an organization's administrator and its configuration, region by region. */
final class AdministratorCalls {
  private static final Set<String> MODES = Set.of("NEW", "ALL", "NONE");

  private final AwsWorld world;
  private final GuardDuty guardDuty;
  private final Organization organization;
  private final DetectorCalls detectors;

  AdministratorCalls(
      AwsWorld world, GuardDuty guardDuty, Organization organization, DetectorCalls detectors) {
    this.world = world;
    this.guardDuty = guardDuty;
    this.organization = organization;
    this.detectors = detectors;
  }

  AwsAnswer enable(Call call) {
    requireManagement(call);
    String account = call.json().path("adminAccountId").asText();

    if (!organization.has(account)) {
      throw BadRequests.administratorNotInOrganization();
    }

    boolean other =
        guardDuty.delegations().values().stream()
            .anyMatch(delegation -> !delegation.account().equals(account));

    if (other) {
      throw BadRequests.otherAdministrator();
    }

    Instant inForceFrom = world.now();

    if (guardDuty.delegations().isEmpty()) {
      inForceFrom = inForceFrom.plus(world.knobs().delegation());
    } else if (firstIsUnderWay() && !guardDuty.delegations().containsKey(call.region())) {
      throw BadRequests.outOfRange();
    }

    guardDuty
        .delegations()
        .putIfAbsent(call.region(), new GuardDuty.Delegation(account, inForceFrom));
    organization.trust(GuardDuty.SERVICE);

    if (!organization.isManagement(account)) {
      organization.delegate(GuardDuty.SERVICE, account);
    }

    return AwsAnswer.emptyJson();
  }

  AwsAnswer disable(Call call) {
    requireManagement(call);
    String account = call.json().path("adminAccountId").asText();
    GuardDuty.Delegation delegation = guardDuty.delegations().get(call.region());

    if (delegation == null || !delegation.account().equals(account)) {
      throw BadRequests.outOfRange();
    }

    guardDuty.delegations().remove(call.region());
    guardDuty.detector(account, call.region()).ifPresent(detector -> detector.members.clear());

    if (guardDuty.delegations().isEmpty()) {
      organization.undelegate(GuardDuty.SERVICE, account);
    }

    return AwsAnswer.emptyJson();
  }

  AwsAnswer list(Call call) {
    requireManagement(call);
    ObjectNode answer = DetectorCalls.object();
    ArrayNode list = answer.putArray("adminAccounts");
    List<String> all = guardDuty.administrator(call.region()).stream().toList();
    detectors
        .page(call, all, answer)
        .items()
        .forEach(
            account ->
                list.addObject().put("adminAccountId", account).put("adminStatus", "ENABLED"));
    return AwsAnswer.json(answer);
  }

  AwsAnswer configuration(Call call) {
    Detector detector = administrated(call);
    ObjectNode answer =
        DetectorCalls.object()
            .put("autoEnable", !detector.organization.members.equals("NONE"))
            .put("memberAccountLimitReached", false)
            .put("autoEnableOrganizationMembers", detector.organization.members);
    ArrayNode features = answer.putArray("features");
    detectors
        .page(call, List.copyOf(detector.organization.features.values()), answer)
        .items()
        .forEach(feature -> features.add(feature.json("autoEnable")));
    return AwsAnswer.json(answer);
  }

  AwsAnswer configure(Call call) {
    Detector detector = administrated(call);
    JsonNode wish = call.json();
    boolean legacy = wish.has("autoEnable");
    String mode = wish.path("autoEnableOrganizationMembers").asText("");

    if (legacy == !mode.isEmpty() || (!legacy && !MODES.contains(mode))) {
      // Exactly one of the two must be there.
      throw BadRequests.outOfRange();
    }

    detectors.requireValid(wish, call.region());
    detectors.setFeatures(detector.organization.features, wish, "autoEnable");
    String wanted = legacy ? (wish.path("autoEnable").asBoolean() ? "NEW" : "NONE") : mode;

    if (!wanted.equals(detector.organization.members)) {
      detector.organization.members = wanted;
      detector.organization.changedAt = world.now();
    }

    enableInMembers(detector);
    guardDuty.settle();
    return AwsAnswer.emptyJson();
  }

  /** What is to be on everywhere is switched on in members at once; AWS takes up to a day. */
  private void enableInMembers(Detector administrator) {
    administrator.members.values().stream()
        .filter(Detector.Member::isAssociated)
        .map(member -> guardDuty.detector(member.account(), administrator.region))
        .flatMap(Optional::stream)
        .forEach(
            detector ->
                administrator.organization.features.values().stream()
                    .filter(feature -> feature.setting().equals("ALL"))
                    .forEach(feature -> guardDuty.switchOn(detector, feature)));
  }

  private Detector administrated(Call call) {
    Detector detector = detectors.of(call);

    if (!guardDuty.administrator(call.region()).map(call.account()::equals).orElse(false)) {
      throw BadRequests.outOfRange();
    }

    return detector;
  }

  private boolean firstIsUnderWay() {
    return guardDuty.delegations().values().stream()
        .anyMatch(delegation -> delegation.inForceFrom().isAfter(world.now()));
  }

  private void requireManagement(Call call) {
    if (!organization.isManagement(call.account())) {
      throw BadRequests.outOfRange();
    }
  }
}
