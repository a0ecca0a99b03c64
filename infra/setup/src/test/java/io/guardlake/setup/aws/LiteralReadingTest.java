package io.guardlake.setup.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.setup.config.AccountAccess;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.BadRequestException;
import software.amazon.awssdk.services.guardduty.model.DestinationType;

/**
 * The guide's example of 2023 can be read as if aws:SourceArn named the region of the bucket, and
 * aws:SourceAccount the account that owns it. Both are the detector's: here findings of eu-west-2
 * go to a bucket in eu-west-1 that another account owns.
 */
class LiteralReadingTest {
  private static final String BUCKET_REGION = "eu-west-1";
  private static final String DETECTOR_REGION = "eu-west-2";
  private static final AccountAccess SECURITY = Realm.role(Realm.SECURITY);
  private static final AccountAccess LOGGING = Realm.role(Realm.LOGGING);

  private static SandboxS3 objects;

  private final String bucket = "findings-" + UUID.randomUUID();
  private Realm realm;
  private AwsClients clients;
  private GuardDutyClient guardDuty;
  private String detector;
  private String key;

  @BeforeAll
  static void startObjects() {
    objects = SandboxS3.start();
  }

  @AfterAll
  static void stopObjects() {
    objects.close();
  }

  @BeforeEach
  void start() {
    realm = new Realm(objects, 3);
    clients = realm.clients();
    guardDuty = clients.guardDuty(SECURITY, DETECTOR_REGION);
    detector = guardDuty.createDetector(request -> request.enable(true)).detectorId();
    clients
        .s3(LOGGING, BUCKET_REGION)
        .createBucket(
            request ->
                request
                    .bucket(bucket)
                    .createBucketConfiguration(each -> each.locationConstraint(BUCKET_REGION)));
    key = clients.kms(LOGGING, BUCKET_REGION).createKey(request -> {}).keyMetadata().arn();
  }

  @AfterEach
  void stop() {
    clients.close();
    realm.close();
  }

  @ParameterizedTest(name = "SourceAccount {0}, SourceArn of {1} in {2}")
  @CsvSource({
    // The bucket's account and region, as the text can be read.
    "100000000003, 100000000003, eu-west-1",
    // The right account, and the bucket's region.
    "100000000002, 100000000002, eu-west-1",
    // The right region, and the bucket's account in one of both.
    "100000000003, 100000000002, eu-west-2",
    "100000000002, 100000000003, eu-west-2"
  })
  void theLiteralReadingIsRefused(String sourceAccount, String arnAccount, String arnRegion) {
    grant(sourceAccount, arnAccount, arnRegion);

    assertThatThrownBy(this::export)
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(
            "service principal does not have permission to the KMS key or the resource specified by"
                + " the destinationArn");
  }

  @Test
  void theDetectorsAccountAndRegionAreAccepted() {
    grant(Realm.SECURITY, Realm.SECURITY, DETECTOR_REGION);

    assertThat(export()).isNotEmpty();
  }

  private void grant(String sourceAccount, String arnAccount, String arnRegion) {
    String condition =
        """
        "Condition": {"StringEquals": {"aws:SourceAccount": "%s",
          "aws:SourceArn": "arn:aws:guardduty:%s:%s:detector/%s"}}
        """
            .formatted(sourceAccount, arnRegion, arnAccount, detector);
    clients
        .kms(LOGGING, BUCKET_REGION)
        .putKeyPolicy(
            request ->
                request
                    .keyId(key)
                    .policyName("default")
                    .policy(
                        """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::100000000003:root"},
                           "Action": "kms:*", "Resource": "*"},
                          {"Effect": "Allow", "Principal": {"Service": "guardduty.amazonaws.com"},
                           "Action": "kms:GenerateDataKey", "Resource": "*", %s}]}
                        """
                            .formatted(condition)));
    clients
        .s3(LOGGING, BUCKET_REGION)
        .putBucketPolicy(
            request ->
                request
                    .bucket(bucket)
                    .policy(
                        """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Principal": {"Service": "guardduty.amazonaws.com"},
                           "Action": "s3:GetBucketLocation", "Resource": "arn:aws:s3:::%1$s", %2$s},
                          {"Effect": "Allow", "Principal": {"Service": "guardduty.amazonaws.com"},
                           "Action": "s3:PutObject", "Resource": "arn:aws:s3:::%1$s/*", %2$s}]}
                        """
                            .formatted(bucket, condition)));
  }

  private String export() {
    return guardDuty
        .createPublishingDestination(
            request ->
                request
                    .detectorId(detector)
                    .destinationType(DestinationType.S3)
                    .destinationProperties(
                        each -> each.destinationArn("arn:aws:s3:::" + bucket).kmsKeyArn(key)))
        .destinationId();
  }
}
