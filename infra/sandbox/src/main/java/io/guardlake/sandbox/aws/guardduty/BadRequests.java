package io.guardlake.sandbox.aws.guardduty;

import io.guardlake.sandbox.aws.http.AwsError;

/**
 * GuardDuty's one error for all that is wrong with a request. The texts are those that users and
 * other tools have met: the sources of terraform-provider-aws and of the Landing Zone Accelerator,
 * and the issues nozaq/terraform-aws-secure-baseline#199, aws/aws-cli#10483,
 * aws-samples/aws-security-reference-architecture-examples#151 and #178, superwerker#84.
 */
final class BadRequests {
  static final String NOT_ASSOCIATED =
      "The request is rejected because the given account ID is not an associated member of account"
          + " the current account.";
  static final String MANAGEMENT_WITHOUT_DETECTOR =
      "The request is rejected because the organization master must first enable GuardDuty to be"
          + " added as a member.";
  static final String MEMBER_ALREADY =
      "The request is rejected because the current account has already invited or is already the"
          + " GuardDuty master of the given member account ID.";

  private BadRequests() {}

  static AwsError detectorExists() {
    return of("The request is rejected because a detector already exists for the current account.");
  }

  static AwsError detectorNotOwned() {
    return of(
        "The request is rejected because the input detectorId is not owned by the current account.");
  }

  static AwsError membersLeft() {
    return of(
        "The request is rejected because the current account cannot delete detector while it has"
            + " invited or associated members.");
  }

  static AwsError destinationExists() {
    return of(
        "The request failed because a publishingDestination already exists with the destinationType"
            + " value provided in the request.");
  }

  static AwsError destinationGone() {
    return of(
        "The request is rejected because the one or more input parameters have invalid values.");
  }

  static AwsError noPermission() {
    return of(
        "The request failed because the GuardDuty service principal does not have permission to the"
            + " KMS key or the resource specified by the destinationArn parameter. Refer to"
            + " https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html");
  }

  static AwsError bucketMissing() {
    return of(
        "The request failed because the resource specified in the destinationArn parameter does not"
            + " exist.");
  }

  static AwsError folderMissing() {
    return of(
        "The request failed because the resource folder specified in the destinationArn parameter"
            + " does not exist.");
  }

  static AwsError callerCannotRead() {
    return of(
        "The request failed because you do not have the required permissions for the s3:GetObject or"
            + " s3:ListBucket actions.");
  }

  static AwsError destinationArn() {
    return of(
        "The request failed because the value specified for the destinationArn parameter is not"
            + " valid.");
  }

  static AwsError keyArn() {
    return of(
        "The request failed because the value specified for the kmsKeyArn parameter is not valid.");
  }

  static AwsError otherOptInRegion() {
    return of("The destination bucket cannot be in a different opt-in Region.");
  }

  static AwsError outOfRange() {
    return of(
        "The request is rejected because an invalid or out-of-range value is specified as an input"
            + " parameter.");
  }

  static AwsError otherAdministrator() {
    return of(
        "The request failed because another account is already enabled as GuardDuty delegated"
            + " administrator for the organization.");
  }

  static AwsError administratorNotInOrganization() {
    return of(
        "The request failed because admin account passed is not member of AWS Organizations.");
  }

  private static AwsError of(String message) {
    return new AwsError(400, "BadRequestException", message);
  }
}
