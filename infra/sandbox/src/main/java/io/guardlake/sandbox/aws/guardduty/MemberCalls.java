package io.guardlake.sandbox.aws.guardduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.organizations.Organization;
import io.guardlake.sandbox.aws.world.Account;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The operations on members, of which a call names 50 at most. */
final class MemberCalls {
  private static final int MOST_IN_CALL = 50;

  private final AwsWorld world;
  private final GuardDuty guardDuty;
  private final Organization organization;
  private final DetectorCalls detectors;

  MemberCalls(
      AwsWorld world, GuardDuty guardDuty, Organization organization, DetectorCalls detectors) {
    this.world = world;
    this.guardDuty = guardDuty;
    this.organization = organization;
    this.detectors = detectors;
  }

  AwsAnswer create(Call call) {
    Detector detector = detectors.of(call);
    List<String> accounts = new ArrayList<>();
    call.json()
        .path("accountDetails")
        .forEach(details -> accounts.add(details.path("accountId").asText()));
    return each(accounts, DetectorCalls.object(), account -> create(detector, account, call));
  }

  private Optional<String> create(Detector detector, String id, Call call) {
    boolean administers =
        guardDuty.administrator(detector.region).map(detector.account::equals).orElse(false);
    Detector.Member before = detector.members.get(id);

    if (id.equals(detector.account) || (before != null && before.isAssociated())) {
      return Optional.of(BadRequests.MEMBER_ALREADY);
    }

    if (!administers || !organization.has(id)) {
      detector.members.put(id, new Detector.Member(id, email(call, id), "Created", world.now()));
      return Optional.empty();
    }

    if (organization.isManagement(id) && guardDuty.detector(id, detector.region).isEmpty()) {
      return Optional.of(BadRequests.MANAGEMENT_WITHOUT_DETECTOR);
    }

    Account account = world.account(id).orElseThrow();
    guardDuty.enrol(detector, account);
    return detector.members.containsKey(id)
        ? Optional.empty()
        : Optional.of(BadRequests.NOT_ASSOCIATED);
  }

  AwsAnswer list(Call call) {
    Detector detector = detectors.of(call);
    boolean all =
        call.request().parameters().getOrDefault("onlyAssociated", "true").equals("false");
    List<Detector.Member> members =
        detector.members.values().stream().filter(one -> all || one.isAssociated()).toList();
    ObjectNode answer = DetectorCalls.object();
    ArrayNode list = answer.putArray("members");
    detectors
        .page(call, members, answer)
        .items()
        .forEach(member -> list.add(json(detector, member)));
    return AwsAnswer.json(answer);
  }

  AwsAnswer describe(Call call) {
    Detector detector = detectors.of(call);
    ObjectNode answer = DetectorCalls.object();
    ArrayNode list = answer.putArray("members");
    return each(
        accounts(call),
        answer,
        account -> found(detector, account, member -> list.add(json(detector, member))));
  }

  AwsAnswer delete(Call call) {
    Detector detector = detectors.of(call);
    return each(
        accounts(call),
        DetectorCalls.object(),
        account -> found(detector, account, member -> detector.members.remove(account)));
  }

  AwsAnswer disassociate(Call call) {
    Detector detector = detectors.of(call);
    return each(
        accounts(call),
        DetectorCalls.object(),
        account ->
            found(
                detector,
                account,
                member ->
                    detector.members.put(
                        account,
                        new Detector.Member(account, member.email(), "Removed", world.now()))));
  }

  AwsAnswer detectors(Call call) {
    Detector detector = detectors.of(call);
    ObjectNode answer = DetectorCalls.object();
    ArrayNode list = answer.putArray("members");
    return each(
        accounts(call),
        answer,
        account ->
            associated(
                detector,
                account,
                member -> {
                  ArrayNode features =
                      list.addObject().put("accountId", account).putArray("features");
                  member.features.values().forEach(one -> features.add(one.json("status")));
                }));
  }

  AwsAnswer updateDetectors(Call call) {
    Detector detector = detectors.of(call);
    JsonNode wish = call.json();
    detectors.requireValid(wish, call.region());
    return each(
        accounts(call),
        DetectorCalls.object(),
        account ->
            associated(
                detector,
                account,
                member -> detectors.setFeatures(member.features, wish, "status")));
  }

  /** Does something for each account; why it cannot be is said account by account. */
  private AwsAnswer each(
      List<String> accounts, ObjectNode answer, Function<String, Optional<String>> action) {
    if (accounts.isEmpty() || accounts.size() > MOST_IN_CALL) {
      throw BadRequests.outOfRange();
    }

    ArrayNode unprocessed = answer.putArray("unprocessedAccounts");

    for (String account : accounts) {
      world
          .knobs()
          .leavesUnprocessed(account)
          .or(() -> action.apply(account))
          .ifPresent(
              result -> unprocessed.addObject().put("accountId", account).put("result", result));
    }

    return AwsAnswer.json(answer);
  }

  private static Optional<String> found(
      Detector detector, String account, Consumer<Detector.Member> action) {
    Detector.Member member = detector.members.get(account);

    if (member == null) {
      return Optional.of(BadRequests.NOT_ASSOCIATED);
    }

    action.accept(member);
    return Optional.empty();
  }

  private Optional<String> associated(
      Detector detector, String account, Consumer<Detector> action) {
    Optional<Detector> member =
        Optional.ofNullable(detector.members.get(account))
            .filter(Detector.Member::isAssociated)
            .flatMap(one -> guardDuty.detector(account, detector.region));

    if (member.isEmpty()) {
      return Optional.of(BadRequests.NOT_ASSOCIATED);
    }

    action.accept(member.get());
    return Optional.empty();
  }

  private ObjectNode json(Detector administrator, Detector.Member member) {
    ObjectNode json =
        DetectorCalls.object()
            .put("accountId", member.account())
            .put("masterId", administrator.account)
            .put("administratorId", administrator.account)
            .put("email", member.email())
            .put("relationshipStatus", member.relationship())
            .put("invitedAt", member.updatedAt().toString())
            .put("updatedAt", member.updatedAt().toString());
    guardDuty
        .detector(member.account(), administrator.region)
        .ifPresent(detector -> json.put("detectorId", detector.id));
    return json;
  }

  private static String email(Call call, String account) {
    for (JsonNode details : call.json().path("accountDetails")) {
      if (details.path("accountId").asText().equals(account)) {
        return details.path("email").asText();
      }
    }

    return "";
  }

  private static List<String> accounts(Call call) {
    List<String> accounts = new ArrayList<>();
    call.json().path("accountIds").forEach(account -> accounts.add(account.asText()));
    return accounts;
  }
}
