package io.guardlake.sandbox.fault;

import java.util.Map;

/**
 * Errors as S3 words them; codes and statuses are those of
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
 */
public final class S3Errors {
  private S3Errors() {}

  public static Fault.ErrorAnswer slowDown() {
    return new Fault.ErrorAnswer(503, "SlowDown", "Please reduce your request rate.");
  }

  public static Fault.ErrorAnswer internalError() {
    return new Fault.ErrorAnswer(
        500, "InternalError", "We encountered an internal error. Please try again.");
  }

  public static Fault.ErrorAnswer accessDenied() {
    return new Fault.ErrorAnswer(403, "AccessDenied", "Access Denied");
  }

  /**
   * What S3 says since 2024 to a principal of the bucket's own account or organization.
   *
   * @param principal the ARN of the caller
   * @param action such as s3:GetObject
   * @param resource the ARN of the bucket or object
   */
  public static Fault.ErrorAnswer accessDenied(String principal, String action, String resource) {
    return new Fault.ErrorAnswer(
        403,
        "AccessDenied",
        "User: %s is not authorized to perform: %s on resource: \"%s\" because no identity-based policy allows the %s action"
            .formatted(principal, action, resource, action));
  }

  /** An object that was listed and is gone. */
  public static Fault.ErrorAnswer noSuchKey() {
    return new Fault.ErrorAnswer(404, "NoSuchKey", "The specified key does not exist.");
  }

  public static Fault.ErrorAnswer noSuchBucket() {
    return new Fault.ErrorAnswer(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  /** An object that was overwritten since the ETag in If-Match was seen. */
  public static Fault.ErrorAnswer preconditionFailed() {
    return new Fault.ErrorAnswer(
        412,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold",
        Map.of("Condition", "If-Match"),
        Map.of());
  }

  public static Fault.ErrorAnswer noSuchUpload() {
    return new Fault.ErrorAnswer(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.");
  }

  public static Fault.ErrorAnswer expiredToken() {
    return new Fault.ErrorAnswer(400, "ExpiredToken", "The provided token has expired.");
  }

  /** A bucket of another region than requests are signed for. */
  public static Fault.ErrorAnswer wrongRegion(String signedFor, String bucketRegion) {
    return new Fault.ErrorAnswer(
        400,
        "AuthorizationHeaderMalformed",
        "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
            .formatted(signedFor, bucketRegion),
        Map.of("Region", bucketRegion),
        Map.of("x-amz-bucket-region", bucketRegion));
  }
}
