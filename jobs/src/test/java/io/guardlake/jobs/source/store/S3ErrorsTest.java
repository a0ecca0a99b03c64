package io.guardlake.jobs.source.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.source.store.StoreException.Scope;
import io.guardlake.schemas.quarantine.QuarantineReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ErrorsTest {
  private static final String URI = "s3://bucket/key";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403|AccessDenied|Access Denied|OBJECT|ACCESS_DENIED|s3:GetObject",
        "403|AccessDenied|User: arn:aws:iam::1:role/r is not authorized to perform: kms:Decrypt on"
            + " resource: arn:aws:kms:x|OBJECT|KMS_DENIED|allow kms:Decrypt",
        "403|AccessDenied|The ciphertext refers to a KMS key that does not exist|OBJECT|KMS_DENIED|"
            + "kms:Decrypt",
        "400|KMS.DisabledException|arn:aws:kms:x is disabled.|OBJECT|KMS_DENIED|enable the key",
        "400|KMS.KMSInvalidStateException|arn:aws:kms:x is pending deletion.|OBJECT|KMS_DENIED|"
            + "cancel the key's deletion",
        "400|KMS.NotFoundException|Invalid keyId|OBJECT|KMS_DENIED|does not exist",
        "400|KMS.ThrottlingException|Rate exceeded|PASSING|UNREADABLE|request quota",
        "404|NoSuchKey|The specified key does not exist.|OBJECT|NOT_FOUND|lifecycle",
        "404|NoSuchBucket|The specified bucket does not exist|OBJECT|NOT_FOUND|bucket",
        "412|PreconditionFailed|At least one|OBJECT|CHANGED|replaced",
        "403|InvalidObjectState|The operation is not valid|OBJECT|UNREADABLE|restore",
        "503|SlowDown|Please reduce your request rate.|PASSING|UNREADABLE|several tries",
        "500|InternalError|We encountered an internal error|PASSING|UNREADABLE|several tries",
        "400|ExpiredToken|The provided token has expired.|STORE|ACCESS_DENIED|credentials",
        "403|SignatureDoesNotMatch|The request signature|STORE|ACCESS_DENIED|credentials",
        "301|PermanentRedirect|The bucket you are|STORE|UNREADABLE|AWS_REGION",
        "400|InvalidRequest|anything else|OBJECT|UNREADABLE|InvalidRequest"
      })
  void saysWhatAnErrorMeansAndWhatToDo(
      int status,
      String code,
      String message,
      Scope scope,
      QuarantineReason reason,
      String remedy) {
    StoreException error = S3Errors.ofObject(URI, exception(status, code, message));

    assertThat(error.scope()).isEqualTo(scope);
    assertThat(error.reason()).isEqualTo(reason);
    assertThat(error).hasMessageContaining(URI).hasMessageContaining(remedy);
  }

  @Test
  void asksForThePermissionToListWhereListingIsRefused() {
    StoreException error =
        S3Errors.ofListing("s3://bucket/p/", exception(403, "AccessDenied", "Access Denied"));

    assertThat(error).hasMessageContaining("s3://bucket/p/").hasMessageContaining("s3:ListBucket");
  }

  @Test
  void neverBlamesAnObjectForAMissingConnection() {
    StoreException error =
        S3Errors.ofObject(URI, SdkClientException.create("Unable to load credentials"));

    assertThat(error.scope()).isEqualTo(Scope.STORE);
    assertThat(error).hasMessageContaining("Unable to load credentials");
  }

  @Test
  void cutsMessagesThatOthersWrote() {
    StoreException error = S3Errors.ofObject(URI, exception(400, "Strange", "x".repeat(100_000)));

    assertThat(error.getMessage()).hasSizeLessThan(1000);
  }

  private static S3Exception exception(int status, String code, String message) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }
}
