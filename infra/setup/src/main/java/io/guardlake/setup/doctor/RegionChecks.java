package io.guardlake.setup.doctor;

import io.guardlake.setup.plan.ExportRules;
import io.guardlake.setup.world.DestinationState;
import io.guardlake.setup.world.DetectorState;
import io.guardlake.setup.world.OptIn;
import io.guardlake.setup.world.RegionState;
import io.guardlake.setup.world.Seen;
import java.util.List;

/** Detectors, administrators and destinations, region by region. */
final class RegionChecks {
  private static final String APPLY = "guardlake setup apply";

  private final Patient patient;
  private final Report report = new Report();

  private RegionChecks(Patient patient) {
    this.patient = patient;
  }

  static List<CheckResult> of(Patient patient) {
    RegionChecks checks = new RegionChecks(patient);
    checks.optIns();
    patient.regions().forEach(checks::region);
    return checks.report.results();
  }

  /** A region that was asked for by name, and that the account cannot use. */
  private void optIns() {
    for (String name : patient.config().regions().include()) {
      RegionState region = patient.world().regions().get(name);

      if (region == null || region.optIn() == OptIn.NOT_OPTED_IN) {
        report.fail(
            "region",
            name,
            region == null ? "is not known" : "the account has not opted in to it",
            "Nothing is watched and nothing is exported there.",
            "aws account enable-region --region-name %s, or take it from regions.include"
                .formatted(name));
      }
    }
  }

  private void region(RegionState region) {
    String name = region.name();
    patient
        .rules()
        .refusal(region)
        .ifPresent(
            why ->
                report.warn(
                    "region.export",
                    name,
                    why,
                    "Its findings stay in GuardDuty, for 90 days.",
                    "Exclude %s, or give it a setup with a bucket of its own.".formatted(name)));
    administrator(region);
    management(region);

    Seen<DetectorState> seen = region.detector();
    seen.problem()
        .ifPresent(why -> report.skip("detector", name, why, "Whether it exports cannot be told."));

    if (seen.isAbsent()) {
      report.fail("detector", name, "there is none", "Nothing is watched there.", APPLY);
    }

    seen.found().ifPresent(detector -> detector(region, detector));
    Seen<List<String>> suppressions =
        patient.world().suppressions().getOrDefault(name, Seen.absent());
    suppressions
        .problem()
        .ifPresent(
            why ->
                report.skip(
                    "detector.suppressions", name, why, "What filters hide cannot be told."));
    List<String> filters = suppressions.found().orElse(List.of());

    if (!filters.isEmpty()) {
      report.warn(
          "detector.suppressions",
          name,
          "suppressed by " + String.join(", ", filters),
          "What a filter archives is never exported, and nobody will find it in the lake.",
          "aws guardduty get-filter --region %s --detector-id %s --filter-name '%s'"
              .formatted(name, patient.detector(name), filters.get(0)));
    }
  }

  private void administrator(RegionState region) {
    if (patient.config().organization().isEmpty()) {
      return;
    }

    String wished = patient.config().accounts().security().id();
    Seen<String> seen = region.administrator();
    seen.problem()
        .ifPresent(
            why ->
                report.skip(
                    "administrator", region.name(), why, "Whose findings come is not known."));

    if (seen.isAbsent()) {
      report.fail(
          "administrator",
          region.name(),
          "nobody administers GuardDuty",
          "Findings of members stay in their accounts.",
          "aws guardduty enable-organization-admin-account --region %s --admin-account-id %s"
              .formatted(region.name(), wished));
    }

    seen.found()
        .ifPresent(
            account -> {
              if (account.equals(wished)) {
                report.pass("administrator", region.name(), account);
                return;
              }

              report.fail(
                  "administrator",
                  region.name(),
                  account + " administers GuardDuty",
                  "There can be one, the same in every region; this one's export is not ours.",
                  "aws guardduty disable-organization-admin-account --region %s --admin-account-id %s"
                      .formatted(region.name(), account));
            });
  }

  private void management(RegionState region) {
    if (patient.config().organization().isPresent() && region.managementDetector().isAbsent()) {
      report.warn(
          "detector.management",
          region.name(),
          "the management account has no GuardDuty",
          "The most powerful account of all is not watched; delegating does not turn it on there.",
          "Set organization.managementDetector: CREATE, and run " + APPLY);
    }
  }

  private void detector(RegionState region, DetectorState detector) {
    if (!detector.enabled()) {
      report.fail(
          "detector",
          region.name(),
          detector.id() + " is suspended",
          "Nothing is watched there.",
          "aws guardduty update-detector --region %s --detector-id %s --enable"
              .formatted(region.name(), detector.id()));
    } else {
      report.pass("detector", region.name(), detector.id());
    }

    patient
        .config()
        .frequency()
        .filter(wished -> !wished.name().equals(detector.frequency()))
        .ifPresent(
            wished ->
                report.warn(
                    "detector.frequency",
                    region.name(),
                    detector.frequency(),
                    "What changes in a finding comes later or sooner than the %s that are wished."
                        .formatted(wished),
                    "aws guardduty update-detector --region %s --detector-id %s --finding-publishing-frequency %s"
                        .formatted(region.name(), detector.id(), wished)));

    if (patient.rules().refusal(region).isEmpty()) {
      destination(region.name(), detector);
    }
  }

  private void destination(String region, DetectorState detector) {
    Seen<DestinationState> seen = detector.destination();
    seen.problem()
        .ifPresent(
            why -> report.skip("destination", region, why, "Whether it exports cannot be told."));

    if (seen.isAbsent()) {
      report.fail(
          "destination", region, "there is none", "Findings are gone after 90 days.", APPLY);
    }

    seen.found().ifPresent(destination -> destination(region, detector.id(), destination));
  }

  private void destination(String region, String detector, DestinationState destination) {
    boolean ours =
        ExportRules.sameDestination(destination.arn(), patient.rules().destinationArn())
            && destination.keyArn().equals(patient.grant().keyArn());

    if (!ours) {
      report.fail(
          "destination",
          region,
          "exports to %s with %s".formatted(destination.arn(), destination.keyArn()),
          "Its findings do not come to this bucket.",
          APPLY + " --allow REDIRECTS");
      return;
    }

    if (destination.isFailing()) {
      report.fail(
          "destination",
          region,
          destination.status()
              + destination.failingSince().map(since -> " since " + since).orElse(""),
          "Findings since then are in GuardDuty alone, for 90 days.",
          "Mend what the checks of the policies say, then: aws guardduty update-publishing-destination --region %s --detector-id %s --destination-id %s --destination-properties DestinationArn=%s,KmsKeyArn=%s"
              .formatted(
                  region, detector, destination.id(), destination.arn(), destination.keyArn()));
      return;
    }

    if (destination.status().equals("PUBLISHING")) {
      report.pass("destination", region, "PUBLISHING");
      return;
    }

    report.warn(
        "destination",
        region,
        destination.status(),
        "It does not publish yet.",
        "Look again in five minutes: aws guardduty describe-publishing-destination --region %s --detector-id %s --destination-id %s"
            .formatted(region, detector, destination.id()));
  }
}
