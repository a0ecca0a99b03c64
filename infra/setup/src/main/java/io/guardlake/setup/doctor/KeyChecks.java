package io.guardlake.setup.doctor;

import io.guardlake.setup.world.KeyState;
import io.guardlake.setup.world.Seen;
import java.util.List;

/** The key, its policy aside. */
final class KeyChecks {
  private KeyChecks() {}

  static List<CheckResult> of(Patient patient) {
    Report report = new Report();
    Seen<KeyState> seen = patient.world().key();
    seen.problem()
        .ifPresent(
            why -> report.skip("key", patient.grant().keyArn(), why, "Its owner must look at it."));
    seen.found().ifPresent(key -> key(patient, key, report));

    if (seen.isAbsent()) {
      report.fail(
          "key",
          patient.grant().keyArn(),
          "is not there",
          "GuardDuty encrypts every export and refuses to do without.",
          "guardlake setup plan, or name the ARN of a key that is there in key.arn");
    }

    return report.results();
  }

  private static void key(Patient patient, KeyState key, Report report) {
    String arn = key.arn().toString();
    String region = patient.config().bucket().region();

    if (key.state().equals("Enabled")) {
      report.pass("key.state", arn, "Enabled");
    } else {
      report.fail(
          "key.state",
          arn,
          key.state(),
          "GuardDuty cannot encrypt, and what was exported cannot be read.",
          key.state().equals("PendingDeletion")
              ? "aws kms cancel-key-deletion --region %s --key-id %s && aws kms enable-key --region %s --key-id %s"
                  .formatted(
                      key.arn().region(), key.arn().keyId(), key.arn().region(), key.arn().keyId())
              : "aws kms enable-key --region %s --key-id %s"
                  .formatted(key.arn().region(), key.arn().keyId()));
    }

    boolean fit =
        key.usage().equals("ENCRYPT_DECRYPT")
            && key.spec().equals("SYMMETRIC_DEFAULT")
            && key.manager().equals("CUSTOMER");

    if (!fit) {
      report.fail(
          "key.usage",
          arn,
          "%s for %s, managed by %s".formatted(key.spec(), key.usage(), key.manager()),
          "GuardDuty needs a symmetric key whose policy can name it.",
          "guardlake setup plan with key.mode: NEW");
    } else {
      report.pass("key.usage", arn, "ENCRYPT_DECRYPT, managed by the customer");
    }

    if (!key.arn().region().equals(region)) {
      report.fail(
          "key.region",
          arn,
          "the bucket is in " + region,
          "GuardDuty exports only where key and bucket are in one region.",
          "Name a key in %s as key.arn.".formatted(region));
    } else {
      report.pass("key.region", arn, region);
    }

    if (!key.rotates()) {
      report.warn(
          "key.rotation",
          arn,
          "is not rotated",
          "Findings are kept for years under one key material.",
          "aws kms enable-key-rotation --region %s --key-id %s"
              .formatted(key.arn().region(), key.arn().keyId()));
    }
  }
}
