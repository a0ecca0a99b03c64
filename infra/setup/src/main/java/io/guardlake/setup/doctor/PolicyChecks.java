package io.guardlake.setup.doctor;

import static java.util.stream.Collectors.joining;

import io.guardlake.setup.policy.AccessRequest;
import io.guardlake.setup.policy.Decision;
import io.guardlake.setup.policy.Decision.Outcome;
import io.guardlake.setup.policy.ExportRequests;
import io.guardlake.setup.policy.ExportStatements;
import io.guardlake.setup.policy.GrantAudit;
import io.guardlake.setup.policy.OwnStatement;
import io.guardlake.setup.policy.PolicyDocument;
import io.guardlake.setup.policy.PolicyEvaluator;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.policy.Statement;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What the policies say to GuardDuty, to the readers, and to everyone else. */
final class PolicyChecks {
  private static final Set<String> TAMPERING =
      Set.of("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutBucketPolicy");

  private final Patient patient;
  private final ExportRequests requests;
  private final Report report = new Report();

  private PolicyChecks(Patient patient) {
    this.patient = patient;
    this.requests = new ExportRequests(patient.grant());
  }

  static List<CheckResult> of(Patient patient) {
    PolicyChecks checks = new PolicyChecks(patient);
    checks.keyPolicy();
    checks.bucketPolicy();
    return checks.report.results();
  }

  private void keyPolicy() {
    Seen<PolicyDocument> seen = patient.keyPolicy();
    seen.problem()
        .ifPresent(
            why ->
                report.skip(
                    "key.policy",
                    patient.grant().keyArn(),
                    why,
                    "Whether GuardDuty may encrypt cannot be told."));
    seen.found()
        .ifPresent(
            policy -> {
              exporters(
                  "key.policy",
                  policy,
                  OwnStatement.EXPORT_KEY,
                  region -> requests.dataKey(region, patient.detector(region)));
              byHand(PolicyKind.KEY, policy);
              patient.grant().readers().forEach(reader -> reader(policy, reader));
            });
  }

  private void bucketPolicy() {
    Seen<PolicyDocument> seen = patient.bucketPolicy();
    String bucket = patient.config().bucket().name();
    seen.problem()
        .ifPresent(
            why ->
                report.skip(
                    "bucket.policy", bucket, why, "Whether GuardDuty may write cannot be told."));
    seen.found()
        .ifPresent(
            policy -> {
              exporters(
                  "bucket.location",
                  policy,
                  OwnStatement.EXPORT_LOCATION,
                  region -> requests.location(region, patient.detector(region)));
              exporters(
                  "bucket.policy",
                  policy,
                  OwnStatement.EXPORT_WRITE,
                  region -> requests.put(region, patient.detector(region)));
              accessLists(policy);
              byHand(PolicyKind.BUCKET, policy);
              others(policy);
              transport(policy);
            });
  }

  /** One line for all regions that are well, and one for each reason why others are not. */
  private void exporters(
      String check,
      PolicyDocument policy,
      OwnStatement statement,
      Function<String, AccessRequest> request) {
    Map<Refusal, List<String>> refused = new LinkedHashMap<>();
    Map<String, List<String>> unsure = new LinkedHashMap<>();
    List<String> well = new ArrayList<>();

    for (RegionState region : patient.exporting()) {
      Decision decision = PolicyEvaluator.evaluate(policy, request.apply(region.name()));

      switch (decision.outcome()) {
        case ALLOWED -> well.add(region.name());
        case UNCERTAIN -> add(unsure, decision.explanation(), region.name());
        case DENIED, NOT_ALLOWED ->
            add(
                refused,
                new Refusal(decision.explanation(), mend(decision, statement)),
                region.name());
      }
    }

    if (!well.isEmpty()) {
      report.pass(check, String.join(", ", well), "GuardDuty is let through");
    }

    refused.forEach(
        (refusal, regions) ->
            report.fail(
                check,
                String.join(", ", regions),
                refusal.why(),
                "GuardDuty cannot export; it says so once by mail and then stops.",
                refusal.mend()));
    unsure.forEach(
        (why, regions) ->
            report.skip(
                check,
                String.join(", ", regions),
                why,
                "Whether GuardDuty is let through cannot be told."));
  }

  private static <K> void add(Map<K, List<String>> regions, K key, String region) {
    regions.computeIfAbsent(key, each -> new ArrayList<>()).add(region);
  }

  private String mend(Decision decision, OwnStatement statement) {
    if (decision.outcome() == Outcome.DENIED) {
      return "Exempt AWS services from %s: add \"Bool\": {\"aws:PrincipalIsAWSService\": \"false\"} to its Condition."
          .formatted(
              decision.reasons().stream()
                  .map(reason -> "statement " + reason.statement().label())
                  .collect(joining(", ")));
    }

    return "guardlake setup apply, or add this statement: "
        + ExportStatements.write(statement, patient.grant()).text();
  }

  private void accessLists(PolicyDocument policy) {
    for (RegionState region : patient.exporting()) {
      Decision decision =
          PolicyEvaluator.evaluate(
              policy, requests.putAcl(region.name(), patient.detector(region.name())));

      if (decision.outcome() == Outcome.DENIED) {
        report.fail(
            "bucket.acl",
            region.name(),
            decision.explanation(),
            "A policy that denies s3:PutObjectAcl stops the export, says GuardDuty's older guide.",
            mend(decision, OwnStatement.EXPORT_WRITE));
        return;
      }
    }
  }

  private void reader(PolicyDocument policy, String reader) {
    Decision decision = PolicyEvaluator.evaluate(policy, requests.decrypt(reader));

    switch (decision.outcome()) {
      case ALLOWED -> report.pass("reader.decrypt", reader, "the key policy lets it");
      case UNCERTAIN ->
          report.skip(
              "reader.decrypt",
              reader,
              decision.explanation(),
              "The role's own policies decide, and they are not read.");
      case DENIED, NOT_ALLOWED ->
          report.fail(
              "reader.decrypt",
              reader,
              decision.explanation(),
              "It lists objects and reads none: the most common reason for 'connected, but no data'.",
              "guardlake setup apply, or add this statement to the key policy: "
                  + ExportStatements.write(OwnStatement.READERS_DECRYPT, patient.grant()).text());
    }
  }

  /** Grants by hand stay, but nobody keeps them right when regions come and go. */
  private void byHand(PolicyKind kind, PolicyDocument policy) {
    for (Statement statement : policy.without(ours(kind))) {
      if (statement.isAllow() && GrantAudit.namesGuardDuty(statement)) {
        report.warn(
            "policy.byHand",
            kind.noun(),
            "statement %s lets GuardDuty do things as well".formatted(statement.label()),
            "Ours is kept up as regions come and go; this one is not, and may allow more.",
            "Remove statement %s by hand once the setup is applied.".formatted(statement.label()));
      }
    }
  }

  private void others(PolicyDocument policy) {
    for (Statement statement : GrantAudit.granting(policy, TAMPERING, ours(PolicyKind.BUCKET))) {
      if (GrantAudit.namesGuardDuty(statement)) {
        continue;
      }

      String mend = "Remove statement %s, or narrow it.".formatted(statement.label());
      String evidence = "statement %s lets others write or delete".formatted(statement.label());
      String why = "Whoever can write to the bucket can hide a finding.";

      if (GrantAudit.isPublic(statement) && statement.conditions().isEmpty()) {
        report.fail(
            "bucket.writers",
            patient.config().bucket().name(),
            evidence + ", whoever they are",
            why,
            mend);
      } else {
        report.warn("bucket.writers", patient.config().bucket().name(), evidence, why, mend);
      }
    }
  }

  private void transport(PolicyDocument policy) {
    boolean denied =
        policy.statements().stream()
            .filter(Statement::isDeny)
            .flatMap(statement -> statement.conditions().stream())
            .anyMatch(condition -> condition.key().equalsIgnoreCase("aws:SecureTransport"));

    if (denied) {
      report.pass(
          "bucket.transport", patient.config().bucket().name(), "requests without TLS are denied");
      return;
    }

    report.warn(
        "bucket.transport",
        patient.config().bucket().name(),
        "requests without TLS are not denied",
        "Findings could be read off the wire.",
        "Add INSECURE_TRANSPORT to bucket.strictDenies, and run guardlake setup apply.");
  }

  private Set<String> ours(PolicyKind kind) {
    return OwnStatement.sids(patient.config().name(), kind);
  }

  private record Refusal(String why, String mend) {}
}
