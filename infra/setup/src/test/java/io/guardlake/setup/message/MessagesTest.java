package io.guardlake.setup.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {

  /** Messages around the parts that are known; the words beside those parts are ours. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CreateDetector | BadRequestException | The request is rejected because a detector already exists for the current account. | DONE_ALREADY
          GetDetector | BadRequestException | The request is rejected because the input detectorId is not owned by the current account. | NOT_FOUND
          CreatePublishingDestination | BadRequestException | The request failed because a publishingDestination already exists with the destinationType value specified in the request. | DONE_ALREADY
          CreatePublishingDestination | BadRequestException | The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html | TRY_AGAIN
          CreatePublishingDestination | BadRequestException | The request is rejected because the resource specified in the destinationArn parameter does not exist. | NOT_FOUND
          UpdatePublishingDestination | BadRequestException | The request is rejected because the resource folder specified in the destinationArn parameter does not exist. | NOT_FOUND
          CreatePublishingDestination | BadRequestException | The request failed because you do not have the required permissions for the s3:GetObject or s3:ListBucket actions. | TRY_AGAIN
          CreatePublishingDestination | BadRequestException | The request is rejected because you do not have the required iam:GetRole permission. | CALLER_LACKS_PERMISSION
          CreatePublishingDestination | BadRequestException | The request is rejected because the value specified for the kmsKeyArn parameter is not valid. | WRONG_WISH
          DescribePublishingDestination | BadRequestException | The request is rejected because the one or more input parameters have invalid values. | NOT_FOUND
          EnableOrganizationAdminAccount | BadRequestException | The request is rejected because an invalid or out-of-range value is specified as an input parameter. | TRY_AGAIN
          UpdateOrganizationConfiguration | BadRequestException | The request is rejected because an invalid or out-of-range value is specified as an input parameter. | WRONG_WISH
          EnableOrganizationAdminAccount | BadRequestException | The request failed because another account is already enabled as GuardDuty delegated administrator for the organization. | WRONG_WISH
          EnableOrganizationAdminAccount | BadRequestException | The request failed because the admin account passed is not member of AWS Organizations. | WRONG_WISH
          CreateMembers | '' | Operation failed because your organization master must first enable GuardDuty to be added as a member | WRONG_WISH
          UpdateMemberDetectors | '' | The request is rejected because the account ID is not an associated member of account the current account. | TRY_AGAIN
          DeleteDetector | BadRequestException | The request is rejected because the current account cannot delete detector while it has invited or associated members. | TRY_AGAIN
          ListDetectors | UnrecognizedClientException | The security token included in the request is invalid. | NOT_AVAILABLE
          GetCallerIdentity | InvalidClientTokenId | The security token included in the request is invalid | NOT_AVAILABLE
          ListDetectors | ExpiredTokenException | The security token included in the request is expired | CALLER_LACKS_PERMISSION
          PutKeyPolicy | MalformedPolicyDocumentException | Policy contains a statement with one or more invalid service principals. | NOT_AVAILABLE
          PutKeyPolicy | MalformedPolicyDocumentException | Policy contains a statement with one or more invalid principals. | TRY_AGAIN
          CreateKey | MalformedPolicyDocumentException | The new key policy will not allow you to update the key policy in the future. | WRONG_WISH
          PutBucketPolicy | AccessDenied | Access Denied | CALLER_LACKS_PERMISSION
          ListMembers | ThrottlingException | Rate exceeded | TRY_AGAIN
          GetBucketPolicy | NoSuchBucketPolicy | The bucket policy does not exist | NOT_FOUND
          DescribeKey | NotFoundException | Alias alias/findings is not found. | NOT_FOUND
          HeadObject | NotFound | null (Service: S3, Status Code: 404) | NOT_FOUND
          GetBucketPolicy | PermanentRedirect | The bucket must be addressed elsewhere. | WRONG_WISH
          CreateBucket | BucketAlreadyExists | The requested bucket name is not available. | WRONG_WISH
          CreateBucket | BucketAlreadyOwnedByYou | You already own it. | DONE_ALREADY
          CreateMembers | '' | The request is rejected because the current account has already invited or is already the GuardDuty master of the given member account ID. | DONE_ALREADY
          PutBucketPolicy | MalformedPolicy | Invalid principal in policy | NOT_AVAILABLE
          PutBucketNotificationConfiguration | InvalidArgument | Unable to validate the following destination configurations | WRONG_WISH
          GetCallerIdentity | AccessDenied | User: arn:aws:iam::1:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::2:role/b | CALLER_LACKS_PERMISSION
          GetCallerIdentity | '' | Unable to load credentials from any of the providers in the chain | CALLER_LACKS_PERMISSION
          ListDetectors | '' | Unable to execute HTTP request: Connection refused | TRY_AGAIN
          CreateDetector | BadRequestException | Something new. | UNKNOWN
          """)
  void understandsWhatAwsSays(String operation, String code, String message, Meaning meaning) {
    Call call = new Call(operation, "222222222222", "eu-west-1", "arn:aws:s3:::findings");

    Explanation explanation = Messages.explain(call, code, message);

    assertThat(explanation.meaning()).isEqualTo(meaning);
    assertThat(explanation.sentence())
        .startsWith(
            operation + " in account 222222222222, eu-west-1 (arn:aws:s3:::findings) failed. ")
        .endsWith(message);
  }

  @ParameterizedTest
  @EnumSource
  void everyKnownMessageIsReachedAndSaysWhatToDo(KnownMessage known) {
    String operation = known.operations().stream().findFirst().orElse("AnyOperation");

    Explanation explanation =
        Messages.explain(
            new Call(operation, "222222222222", "eu-west-1", ""), "", "It is " + known.fragment());

    assertThat(explanation.meaning()).isEqualTo(known.meaning());
    assertThat(explanation.sentence()).contains(known.advice());
    assertThat(known.advice()).endsWith(".");
  }

  @Test
  void takesTheFolderForTheFolderAndNotForTheBucket() {
    Call call = new Call("CreatePublishingDestination", "222222222222", "eu-west-1", "");

    assertThat(
            Messages.explain(
                    call,
                    "",
                    "the resource folder specified in the destinationArn parameter does not exist")
                .sentence())
        .contains("marker object");
  }

  @Test
  void doesNotTakeTheWordsOfOneOperationForAnothers() {
    String message = "the one or more input parameters have invalid values";

    for (String operation : List.of("UpdateDetector", "CreatePublishingDestination")) {
      assertThat(
              Messages.explain(new Call(operation, "222222222222", "eu-west-1", ""), "", message)
                  .meaning())
          .isEqualTo(Meaning.UNKNOWN);
    }
  }
}
