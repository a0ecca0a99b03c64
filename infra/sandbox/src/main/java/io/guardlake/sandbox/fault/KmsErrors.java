package io.guardlake.sandbox.fault;

/**
 * What S3 answers to a reader of an object whose KMS key cannot be used. Statuses and codes are
 * those of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; the wording is that
 * of answers people have recorded, named at each.
 */
public final class KmsErrors {
  private KmsErrors() {}

  /**
   * The reader's own policies do not allow the key, as recorded in
   * https://github.com/ministryofjustice/modernisation-platform/pull/11726.
   *
   * @param principal the ARN of the reader
   * @param keyArn the ARN of the key
   */
  public static Fault.ErrorAnswer noIdentityPolicy(String principal, String keyArn) {
    return denied(
        "User: %s is not authorized to perform: kms:Decrypt on resource: %s because no identity-based policy allows the kms:Decrypt action"
            .formatted(principal, keyArn));
  }

  /**
   * The key is another account's, or its own policy does not allow the reader. Recorded by readers
   * of another account's state files, whose message names no key.
   */
  public static Fault.ErrorAnswer noKeyPolicy(String principal) {
    return denied(
        ("User: %s is not authorized to perform: kms:Decrypt on the resource associated with this"
                + " ciphertext because the resource does not exist in this Region, no"
                + " resource-based policies allow access, or a resource-based policy explicitly"
                + " denies access")
            .formatted(principal));
  }

  /**
   * The old wording, which tells nothing apart from a denial by S3 itself:
   * https://github.com/boto/boto3/issues/2952.
   */
  public static Fault.ErrorAnswer denied() {
    return denied("Access Denied");
  }

  /** The key is disabled, as recorded by LocalStack's tests against AWS (its issue 8422). */
  public static Fault.ErrorAnswer disabled(String keyArn) {
    return new Fault.ErrorAnswer(400, "KMS.DisabledException", keyArn + " is disabled.");
  }

  /** The key waits for its deletion, as recorded by LocalStack's tests against AWS. */
  public static Fault.ErrorAnswer pendingDeletion(String keyArn) {
    return new Fault.ErrorAnswer(
        400, "KMS.KMSInvalidStateException", keyArn + " is pending deletion.");
  }

  /** The key does not exist: https://github.com/minio/minio/issues/6582. */
  public static Fault.ErrorAnswer notFound(String keyArn) {
    return new Fault.ErrorAnswer(
        400, "KMS.NotFoundException", "Key '" + keyArn + "' does not exist");
  }

  /**
   * The key is one of another region than the bucket's, as recorded from exports by DynamoDB.
   *
   * @param keyRegion the region in the key's ARN
   */
  public static Fault.ErrorAnswer wrongRegion(String keyRegion) {
    return new Fault.ErrorAnswer(400, "KMS.NotFoundException", "Invalid arn " + keyRegion);
  }

  private static Fault.ErrorAnswer denied(String message) {
    return new Fault.ErrorAnswer(403, "AccessDenied", message);
  }
}
