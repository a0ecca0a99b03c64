package io.guardlake.sandbox.aws.s3;

import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.kms.KeyUse;

/** What S3 says: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. */
final class S3Errors {
  private S3Errors() {}

  static AwsError noSuchBucket() {
    return new AwsError(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  static AwsError accessDenied() {
    return new AwsError(403, "AccessDenied", "Access Denied");
  }

  static AwsError malformedPolicy(String message) {
    return new AwsError(400, "MalformedPolicy", message);
  }

  static AwsError malformedXml() {
    return new AwsError(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema");
  }

  /** What comes of an object whose key cannot be used; the codes as in the proxy's KmsErrors. */
  static AwsError key(KeyUse use, String keyArn, String caller, String action) {
    return switch (use) {
      case DENIED, ALLOWED ->
          new AwsError(
              403,
              "AccessDenied",
              ("User: %s is not authorized to perform: %s on the resource associated with this"
                      + " ciphertext because the resource does not exist in this Region, no"
                      + " resource-based policies allow access, or a resource-based policy"
                      + " explicitly denies access")
                  .formatted(caller, action));
      case DISABLED -> new AwsError(400, "KMS.DisabledException", keyArn + " is disabled.");
      case PENDING_DELETION ->
          new AwsError(400, "KMS.KMSInvalidStateException", keyArn + " is pending deletion.");
      case NOT_FOUND ->
          new AwsError(400, "KMS.NotFoundException", "Key '%s' does not exist".formatted(keyArn));
    };
  }
}
