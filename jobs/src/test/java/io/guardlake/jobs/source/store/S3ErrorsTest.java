package io.guardlake.jobs.source.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.source.store.StoreException.Scope;
import java.io.IOException;
import java.util.concurrent.CompletionException;
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
        "403|AccessDenied|Access Denied|ACCESS_DENIED|allow s3:GetObject",
        "403|AccessDenied|User: arn:aws:iam::1:role/r is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/k\" because no identity-based policy allows the s3:GetObject action|ACCESS_DENIED|s3:GetObject",
        "403|AccessDenied|User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1a because no identity-based policy allows the kms:Decrypt action|KMS_DENIED|arn:aws:kms:eu-west-1:111122223333:key/1a; allow kms:Decrypt on the key in this role's policy",
        "403|AccessDenied|User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1a because no resource-based policy allows the kms:Decrypt action|KMS_DENIED|to this role in the key's policy",
        "403|AccessDenied|User: arn:aws:sts::444455556666:assumed-role/r/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1a|KMS_DENIED|another account's",
        "403|AccessDenied|User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: kms:Decrypt on this resource with an explicit deny in a service control policy|KMS_DENIED|find the Deny",
        "403|AccessDenied|The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.|KMS_DENIED|account's or region's",
        "400|KMS.DisabledException|arn:aws:kms:eu-west-1:111122223333:key/1a is disabled.|KMS_KEY_DISABLED|111122223333:key/1a, which is disabled; enable the key",
        "400|KMS.KMSInvalidStateException|arn:aws:kms:eu-west-1:111122223333:key/1a is pending deletion.|KMS_KEY_PENDING_DELETION|cancel the key's deletion",
        "400|KMS.NotFoundException|Invalid keyId|KMS_KEY_NOT_FOUND|does not exist in the bucket's region",
        "403|AccessDenied|User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access|KMS_DENIED|to this role in the key's policy",
        "400|KMS.NotFoundException|Invalid arn eu-west-1|KMS_KEY_NOT_FOUND|of another region, eu-west-1",
        "400|KMS.ThrottlingException|Rate exceeded|KMS_UNAVAILABLE|request quota",
        "404|NoSuchKey|The specified key does not exist.|NOT_FOUND|lifecycle",
        "404|NoSuchBucket|The specified bucket does not exist|NO_SUCH_BUCKET|check the source",
        "412|PreconditionFailed|At least one|CHANGED|replaced",
        "416|InvalidRange|The requested range is not satisfiable|CHANGED|replaced",
        "403|InvalidObjectState|The operation is not valid|ARCHIVED|restore",
        "503|SlowDown|Please reduce your request rate.|THROTTLED|fewer requests",
        "503|ServiceUnavailable|Reduce your request rate|THROTTLED|fewer requests",
        "500|InternalError|We encountered an internal error|SERVER_ERROR|several tries",
        "400|ExpiredToken|The provided token has expired.|EXPIRED_CREDENTIALS|renew",
        "403|SignatureDoesNotMatch|The request signature|BAD_CREDENTIALS|credentials",
        "403|InvalidAccessKeyId|The AWS access key Id|BAD_CREDENTIALS|credentials",
        "403|RequestTimeTooSkewed|The difference between|CLOCK_SKEW|clock",
        "301|PermanentRedirect|The bucket you are|WRONG_REGION|AWS_REGION",
        "400|AuthorizationHeaderMalformed|the region us-east-1 is wrong|WRONG_REGION|AWS_REGION",
        "400|InvalidRequest|anything else|REFUSED|InvalidRequest"
      })
  void saysWhatAnErrorMeansAndWhatToDo(
      int status, String code, String message, StoreProblem problem, String remedy) {
    StoreException error = S3Errors.ofObject(URI, exception(status, code, message));

    assertThat(error.problem()).isEqualTo(problem);
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
    StoreException error = S3Errors.ofObject(URI, SdkClientException.create("Connection refused"));

    assertThat(error.scope()).isEqualTo(Scope.STORE);
    assertThat(error).hasMessageContaining("Connection refused");
  }

  @Test
  void asksForCredentialsWhereThereAreNone() {
    StoreException error =
        S3Errors.ofObject(URI, SdkClientException.create("Unable to load credentials from any"));

    assertThat(error.problem()).isEqualTo(StoreProblem.BAD_CREDENTIALS);
    assertThat(error).hasMessageContaining("standard AWS environment");
  }

  @Test
  void tellsAnAnswerThatBrokeOffFromNone() {
    Exception closed = new CompletionException(new IOException("closed"));

    assertThat(S3Errors.ofFetch(URI, closed, true).problem()).isEqualTo(StoreProblem.BROKEN_BODY);
    assertThat(S3Errors.ofFetch(URI, closed, false).problem())
        .isEqualTo(StoreProblem.NO_CONNECTION);
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
