package io.guardlake.jobs.source.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.source.queue.QueueException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsErrorsTest {
  private static final QueueUrl URL =
      new QueueUrl("https://sqs.eu-central-1.amazonaws.com/111122223333/findings");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | AWS.SimpleQueueService.NonExistentQueue | NO_SUCH_QUEUE | it does not exist; check --queue-url
          400 | QueueDoesNotExist         | NO_SUCH_QUEUE | it does not exist; check --queue-url
          403 | AccessDenied              | NO_ACCESS     | allow sqs:ReceiveMessage in the queue's policy and to this role
          400 | AccessDeniedException     | NO_ACCESS     | allow sqs:ReceiveMessage
          403 | InvalidClientTokenId      | NO_ACCESS     | SQS refuses these credentials
          403 | ExpiredToken              | NO_ACCESS     | SQS refuses these credentials
          400 | KmsAccessDenied           | NO_ACCESS     | allow kms:Decrypt to this role
          400 | KmsDisabled               | NO_ACCESS     | check that the key is enabled
          400 | KmsThrottled              | THROTTLED     | its key refuses
          400 | OverLimit                 | THROTTLED     | too many of its messages are in flight
          400 | RequestThrottled          | THROTTLED     | it was asked too often
          503 | ServiceUnavailable        | UNREACHABLE   | SQS fails
          400 | InvalidAttributeName      | REFUSED       | SQS refuses
          """)
  void saysWhatToDoAboutEachError(int status, String code, Kind kind, String sentence) {
    QueueException error =
        SqsErrors.of(URL, "received from", "sqs:ReceiveMessage", of(status, code));

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error)
        .hasMessageStartingWith("Messages could not be received from the queue " + URL + ": ")
        .hasMessageContaining(sentence)
        .hasMessageContaining(status + " " + code + ": words of SQS");
  }

  @Test
  void saysWhatToCheckWhereNothingAnswers() {
    QueueException error =
        SqsErrors.of(
            URL, "received from", "sqs:ReceiveMessage", SdkClientException.create("no route"));

    assertThat(error.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(error).hasMessageContaining("check network, endpoint, region and credentials");
  }

  @ParameterizedTest
  @CsvSource({
    "ReceiptHandleIsInvalid, EXPIRED",
    "InvalidParameterValue, EXPIRED",
    "AWS.SimpleQueueService.MessageNotInflight, EXPIRED",
    "InternalError, FAILED",
    "RequestThrottled, FAILED"
  })
  void tellsAnExpiredHandleFromWhatMayBeTriedAgain(String code, HandleOutcome outcome) {
    assertThat(SqsErrors.ofEntry(BatchResultErrorEntry.builder().id("0").code(code).build()))
        .isEqualTo(outcome);
  }

  private static SqsException of(int status, String code) {
    return (SqsException)
        SqsException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("words of SQS").build())
            .build();
  }
}
