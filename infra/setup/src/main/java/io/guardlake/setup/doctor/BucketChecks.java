package io.guardlake.setup.doctor;

import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.Seen;
import java.util.List;

/** The bucket, its policy aside. */
final class BucketChecks {
  private final Patient patient;
  private final String name;
  private final Report report = new Report();

  private BucketChecks(Patient patient) {
    this.patient = patient;
    this.name = patient.config().bucket().name();
  }

  static List<CheckResult> of(Patient patient) {
    BucketChecks checks = new BucketChecks(patient);
    Seen<BucketState> seen = patient.world().bucket();
    seen.problem()
        .ifPresent(
            why ->
                checks.report.skip(
                    "bucket",
                    checks.name,
                    why,
                    "S3 says the same of a bucket of another account; is %s its owner?"
                        .formatted(patient.config().bucketAccount())));

    if (seen.isAbsent()) {
      checks.report.fail(
          "bucket",
          checks.name,
          "is not there",
          "Findings have nowhere to go, and GuardDuty stops the export after a while.",
          "guardlake setup plan with bucket.mode: NEW, or name one that is there");
    }

    seen.found().ifPresent(checks::bucket);
    return checks.report.results();
  }

  private void bucket(BucketState bucket) {
    String wished = patient.config().bucket().region();

    if (bucket.region().equals(wished)) {
      report.pass("bucket.region", name, wished);
    } else {
      report.fail(
          "bucket.region",
          name,
          "is in " + bucket.region(),
          "The key and the rules of opt-in regions go by it.",
          "Set bucket.region: %s in the configuration.".formatted(bucket.region()));
    }

    for (BucketGuard guard : BucketGuard.values()) {
      guard(bucket, guard);
    }

    encryption(bucket);
    marker(bucket);
  }

  private void guard(BucketState bucket, BucketGuard guard) {
    if (bucket.guards().contains(guard)) {
      report.pass("bucket.guard", name, guard.sentence());
      return;
    }

    String command =
        switch (guard) {
          case PUBLIC_ACCESS_BLOCK ->
              "put-public-access-block --bucket %s --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true";
          case OWNER_ENFORCED ->
              "put-bucket-ownership-controls --bucket %s --ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'";
          case VERSIONING ->
              "put-bucket-versioning --bucket %s --versioning-configuration Status=Enabled";
        };
    report.warn(
        "bucket.guard",
        name,
        "none that " + guard.sentence(),
        "Whoever can write to the bucket can hide a finding or show it to the world.",
        "aws s3api " + command.formatted(name));
  }

  private void encryption(BucketState bucket) {
    if (bucket.defaultKey().filter(patient.grant().keyArn()::equals).isPresent()) {
      report.pass("bucket.encryption", name, "the export's key");
      return;
    }

    report.warn(
        "bucket.encryption",
        name,
        bucket.defaultKey().map("by default with %s"::formatted).orElse("not by a key of yours"),
        "GuardDuty names the key itself; what others put here is encrypted otherwise.",
        "aws s3api put-bucket-encryption --bucket %s --server-side-encryption-configuration '{\"Rules\":[{\"ApplyServerSideEncryptionByDefault\":{\"SSEAlgorithm\":\"aws:kms\",\"KMSMasterKeyID\":\"%s\"},\"BucketKeyEnabled\":true}]}'"
            .formatted(name, patient.grant().keyArn()));
  }

  /** Without its marker object, GuardDuty refuses every change of the destination. */
  private void marker(BucketState bucket) {
    String marker = patient.config().bucket().keyPrefix();

    if (marker.isEmpty()) {
      return;
    }

    if (bucket.markers().contains(marker)) {
      report.pass("bucket.marker", name, marker);
    } else {
      report.fail(
          "bucket.marker",
          name,
          marker + " is not there",
          "GuardDuty refuses to make or change the destination: the resource folder does not exist.",
          "aws s3api put-object --bucket %s --key %s".formatted(name, marker));
    }

    for (LifecycleRule rule : bucket.lifecycle()) {
      if (rule.expires(marker)) {
        report.warn(
            "bucket.lifecycle",
            name,
            "rule %s removes %s after %d days"
                .formatted(rule.id(), marker, rule.expireAfterDays().orElseThrow()),
            "The export goes on, but the next change of the destination fails.",
            "Give rule %s the prefix %sAWSLogs/ or ObjectSizeGreaterThan 0."
                .formatted(rule.id(), marker));
      }
    }
  }
}
