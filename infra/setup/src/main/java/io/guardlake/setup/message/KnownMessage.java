package io.guardlake.setup.message;

import static io.guardlake.setup.message.Meaning.CALLER_LACKS_PERMISSION;
import static io.guardlake.setup.message.Meaning.DONE_ALREADY;
import static io.guardlake.setup.message.Meaning.NOT_AVAILABLE;
import static io.guardlake.setup.message.Meaning.NOT_FOUND;
import static io.guardlake.setup.message.Meaning.TRY_AGAIN;
import static io.guardlake.setup.message.Meaning.WRONG_WISH;

import java.util.List;
import java.util.Locale;

/**
 * What AWS is known to say. GuardDuty has one error code for all that is wrong with a request
 * (BadRequestException), so that the text alone tells one from another; it is matched by the part
 * that stays the same. The first that fits counts: the narrow ones stand before the wide.
 */
enum KnownMessage {
  DETECTOR_EXISTS(
      DONE_ALREADY,
      "a detector already exists for the current account",
      "There is a detector already, and a region takes one; it is used as it is.",
      "CreateDetector"),
  DESTINATION_EXISTS(
      DONE_ALREADY,
      "a publishingDestination already exists with the destinationType value",
      "There is a destination already, and a detector takes one; it is read again and compared.",
      "CreatePublishingDestination"),
  DETECTOR_NOT_OWNED(
      NOT_FOUND,
      "input detectorId is not owned by the current account",
      "The detector is not of this account and region: it was deleted, or the credentials are of another account. Check with aws sts get-caller-identity, then run doctor."),
  POLICIES_REFUSE(
      TRY_AGAIN,
      "service principal does not have permission to the KMS key or the resource specified by the destinationArn",
      "GuardDuty is not let through by the key's or the bucket's policy. Changes of policies take some minutes to be seen; if it lasts, doctor says which statement is at fault.",
      "CreatePublishingDestination",
      "UpdatePublishingDestination"),
  FOLDER_MISSING(
      NOT_FOUND,
      "resource folder specified in the destinationArn parameter does not exist",
      "The folder's marker object is not in the bucket, perhaps because a lifecycle rule removed it. Put an empty object with the prefix and a slash as its key; apply does so.",
      "CreatePublishingDestination",
      "UpdatePublishingDestination"),
  BUCKET_MISSING(
      NOT_FOUND,
      "resource specified in the destinationArn parameter does not exist",
      "The bucket is not there. Make it, or correct bucket.name.",
      "CreatePublishingDestination",
      "UpdatePublishingDestination"),
  CALLER_CANNOT_READ_BUCKET(
      TRY_AGAIN,
      "do not have the required permissions for the s3:GetObject or s3:ListBucket actions",
      "The caller, not GuardDuty, may not look into the bucket, which a destination with a prefix needs. Changes of policies take some minutes to be seen; if it lasts, give its role s3:GetObject and s3:ListBucket on the bucket.",
      "CreatePublishingDestination",
      "UpdatePublishingDestination"),
  CALLER_CANNOT_GET_ROLE(
      CALLER_LACKS_PERMISSION,
      "do not have the required iam:GetRole permission",
      "The caller may not see GuardDuty's service-linked role. Give its role iam:GetRole on role/aws-service-role/guardduty.amazonaws.com/*.",
      "CreatePublishingDestination"),
  KEY_NOT_VALID(
      WRONG_WISH,
      "value specified for the kmsKeyArn parameter is not valid",
      "The key is in another region than the bucket, or is named by an alias. Give the ARN of a key in the bucket's region.",
      "CreatePublishingDestination",
      "UpdatePublishingDestination"),
  OTHER_ADMINISTRATOR(
      WRONG_WISH,
      "another account is already enabled as GuardDuty delegated administrator",
      "Another account administers GuardDuty for the organization. See which with aws guardduty list-organization-admin-accounts, and name it as accounts.security, or disable it first.",
      "EnableOrganizationAdminAccount"),
  NOT_IN_ORGANIZATION(
      WRONG_WISH,
      "admin account passed is not member of AWS Organizations",
      "The security account is not in this organization. Correct accounts.security, or invite it.",
      "EnableOrganizationAdminAccount"),
  MANAGEMENT_WITHOUT_GUARDDUTY(
      WRONG_WISH,
      "organization master must first enable GuardDuty",
      "The management account can be a member only once GuardDuty is on there. Set organization.managementDetector: CREATE.",
      "CreateMembers"),
  NOT_A_MEMBER_YET(
      TRY_AGAIN,
      "not an associated member of account the current account",
      "The account is not a member yet. GuardDuty takes some minutes after enrolling it.",
      "UpdateMemberDetectors",
      "GetMemberDetectors"),
  MEMBERS_LEFT(
      TRY_AGAIN,
      "cannot delete detector while it has invited or associated members",
      "Members are being let go still. Try again in two minutes.",
      "DeleteDetector"),
  DESTINATION_GONE(
      NOT_FOUND,
      "one or more input parameters have invalid values",
      "The destination is not there any more.",
      "DescribePublishingDestination",
      "DeletePublishingDestination"),
  OUT_OF_RANGE_DELEGATING(
      TRY_AGAIN,
      "invalid or out-of-range value is specified as an input parameter",
      "GuardDuty says this of an organization or a trusted access younger than some minutes, and of the wrong account as well. It is tried for ten minutes; if it lasts, check that the credentials are the management account's.",
      "EnableOrganizationAdminAccount"),
  OUT_OF_RANGE(
      WRONG_WISH,
      "invalid or out-of-range value is specified as an input parameter",
      "GuardDuty says this of a feature that the region has not, and of credentials of the wrong account. Exclude the region for that feature, or check with aws sts get-caller-identity."),
  REGION_NOT_ENABLED(
      NOT_AVAILABLE,
      "UnrecognizedClientException",
      "The region does not know the credentials: the account has not opted in to it, or they come from the global STS endpoint. Enable the region (aws account enable-region), exclude it, or set AWS_STS_REGIONAL_ENDPOINTS=regional."),
  TOKEN_NOT_VALID(
      NOT_AVAILABLE,
      "InvalidClientTokenId",
      "The region does not know the credentials: the account has not opted in to it, or they come from the global STS endpoint. Enable the region (aws account enable-region), exclude it, or set AWS_STS_REGIONAL_ENDPOINTS=regional."),
  SECURITY_TOKEN_INVALID(
      NOT_AVAILABLE,
      "The security token included in the request is invalid",
      "The region does not know the credentials: the account has not opted in to it, or they come from the global STS endpoint. Enable the region (aws account enable-region), exclude it, or set AWS_STS_REGIONAL_ENDPOINTS=regional."),
  TOKEN_EXPIRED(
      CALLER_LACKS_PERMISSION,
      "security token included in the request is expired",
      "The credentials have expired. Sign in again (aws sso login), then run this again: it goes on where it was."),
  INVALID_SERVICE_PRINCIPAL(
      NOT_AVAILABLE,
      "one or more invalid service principals",
      "The policy names a GuardDuty that AWS does not know yet, of an opt-in region. Those regions are left out, and the rest goes on.",
      "CreateKey",
      "PutKeyPolicy"),
  INVALID_PRINCIPAL(
      TRY_AGAIN,
      "one or more invalid principals",
      "The policy names a role that is not there, or that was made only just now. Check readers; a new role takes some seconds.",
      "CreateKey",
      "PutKeyPolicy"),
  KEY_LOCKOUT(
      WRONG_WISH,
      "will not allow you to update the key policy in the future",
      "The caller would lock itself out of the key: its policy lets neither the caller nor its account change it. Let the key's owner add a statement for the account first; this check is never bypassed.",
      "CreateKey",
      "PutKeyPolicy"),
  INVALID_BUCKET_PRINCIPAL(
      NOT_AVAILABLE,
      "Invalid principal in policy",
      "The policy names a GuardDuty that AWS does not know yet, of an opt-in region, or a role that is not there. Check readers; such regions are left out, and the rest goes on.",
      "PutBucketPolicy"),
  BUCKET_ELSEWHERE(
      WRONG_WISH,
      "PermanentRedirect",
      "The bucket is in another region. Correct bucket.region, and see that the key is there too."),
  MEMBER_ALREADY(
      DONE_ALREADY,
      "has already invited or is already the GuardDuty master of the given member",
      "The account is a member already.",
      "CreateMembers"),
  BUCKET_OWNED_ALREADY(
      DONE_ALREADY,
      "BucketAlreadyOwnedByYou",
      "The bucket is there already, and yours.",
      "CreateBucket"),
  BUCKET_NAME_TAKEN(
      WRONG_WISH,
      "BucketAlreadyExists",
      "The name belongs to a bucket of someone else; names are unique among all of AWS. Choose another bucket.name.",
      "CreateBucket"),
  QUEUE_NOT_VALID(
      WRONG_WISH,
      "Unable to validate the following destination configurations",
      "S3 may not send to the queue, or the queue is not there or in another region. Let s3.amazonaws.com do sqs:SendMessage in the queue's policy, for this bucket's ARN as aws:SourceArn, and kms:GenerateDataKey and kms:Decrypt in the policy of its key, if it has one.",
      "PutBucketNotificationConfiguration"),
  NO_ORGANIZATION(NOT_FOUND, "AWSOrganizationsNotInUse", "The account is in no organization."),
  ROLE_NOT_ASSUMED(
      CALLER_LACKS_PERMISSION,
      "is not authorized to perform: sts:AssumeRole",
      "The role is not there, or does not trust the credentials that it is assumed with. Check its trust policy, and the externalId if it asks for one."),
  NO_CREDENTIALS(
      CALLER_LACKS_PERMISSION,
      "Unable to load credentials",
      "There are no credentials. Sign in (aws sso login), or set AWS_PROFILE or accounts.*.profile."),
  NO_PROFILE(
      CALLER_LACKS_PERMISSION,
      "Profile file contained no credentials for profile",
      "There is no such profile in the AWS configuration. Correct accounts.*.profile, or add it with aws configure."),
  NOT_REACHED(
      TRY_AGAIN,
      "Unable to execute HTTP request",
      "AWS cannot be reached. Check the network, the proxy, and AWS_ENDPOINT_URL if it is set.");

  private final Meaning meaning;
  private final String fragment;
  private final String advice;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; the checker cannot see it.
  private final List<String> operations;

  KnownMessage(Meaning meaning, String fragment, String advice, String... operations) {
    this.meaning = meaning;
    this.fragment = fragment;
    this.advice = advice;
    this.operations = List.of(operations);
  }

  /** Whether AWS has said this. */
  boolean fits(String operation, String message) {
    return (operations.isEmpty() || operations.contains(operation))
        && message.toLowerCase(Locale.ROOT).contains(fragment.toLowerCase(Locale.ROOT));
  }

  Meaning meaning() {
    return meaning;
  }

  String fragment() {
    return fragment;
  }

  String advice() {
    return advice;
  }

  /** The operations that say it; empty: any. */
  List<String> operations() {
    return operations;
  }
}
