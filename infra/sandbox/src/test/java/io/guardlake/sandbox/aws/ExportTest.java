package io.guardlake.sandbox.aws;

import static io.guardlake.sandbox.aws.GuardDutyTest.assertRejected;
import static io.guardlake.sandbox.aws.Realm.LOGGING;
import static io.guardlake.sandbox.aws.Realm.MANAGEMENT;
import static io.guardlake.sandbox.aws.Realm.SECURITY;
import static io.guardlake.sandbox.aws.Realm.WORKLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.sandbox.s3.SandboxS3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.AutoEnableMembers;
import software.amazon.awssdk.services.guardduty.model.DescribePublishingDestinationResponse;
import software.amazon.awssdk.services.guardduty.model.FindingPublishingFrequency;
import software.amazon.awssdk.services.guardduty.model.PublishingStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The export: what a destination asks for, how it fails, and what is written when. */
final class ExportTest {
  private static final String REGION = "us-east-1";
  private static final String TYPE = "UnauthorizedAccess:EC2/SSHBruteForce";

  private static SandboxS3 objects;
  private Realm realm;
  private String bucket;
  private String key;
  private String detector;
  private GuardDutyClient guardDuty;

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
    realm = new Realm(objects);
    bucket = "findings-" + UUID.randomUUID();
    logs().createBucket(request -> request.bucket(bucket));
    key = realm.as(SECURITY).kms(REGION).createKey().keyMetadata().arn();
    realm
        .as(MANAGEMENT)
        .guardDuty(REGION)
        .enableOrganizationAdminAccount(request -> request.adminAccountId(SECURITY));
    guardDuty = realm.as(SECURITY).guardDuty(REGION);
    detector = guardDuty.listDetectors().detectorIds().get(0);
    guardDuty.updateDetector(
        request ->
            request
                .detectorId(detector)
                .findingPublishingFrequency(FindingPublishingFrequency.FIFTEEN_MINUTES));
  }

  @AfterEach
  void stop() {
    realm.close();
  }

  @Test
  void aDestinationIsMadeOncePoliciesLetGuardDutyIn() {
    String permission =
        "service principal does not have permission to the KMS key or the resource specified by the"
            + " destinationArn";
    assertRejected(this::createDestination, permission);
    allowKey(SECURITY, REGION);
    assertRejected(this::createDestination, permission);
    allowBucket(SECURITY, REGION);
    String id = createDestination();
    assertThat(status(id)).isEqualTo(PublishingStatus.PUBLISHING);
    assertThat(describe(id).publishingFailureStartTimestamp()).isZero();
    assertRejected(this::createDestination, "a publishingDestination already exists");
  }

  @Test
  void conditionsForAnotherAccountOrRegionDoNotLetIn() {
    allowBucket(SECURITY, REGION);
    allowKey(LOGGING, REGION);
    assertRejected(this::createDestination, "does not have permission");
    allowKey(SECURITY, "eu-west-1");
    assertRejected(this::createDestination, "does not have permission");
    allowKey(SECURITY, REGION);
    createDestination();
  }

  @Test
  void whatADestinationNeedsIsSaidInGuardDutysWords() {
    allowAll();
    assertRejected(
        () -> createDestination("arn:aws:s3:::no-such-bucket-at-all", key),
        "resource specified in the destinationArn parameter does not exist");
    assertRejected(
        () -> createDestination("arn:aws:s3:::" + bucket, key.replace(REGION, "eu-west-1")),
        "value specified for the kmsKeyArn parameter is not valid");
    assertRejected(
        () ->
            createDestination(
                "arn:aws:s3:::" + bucket, "arn:aws:kms:us-east-1:%s:alias/a".formatted(SECURITY)),
        "value specified for the kmsKeyArn parameter is not valid");
    assertRejected(
        () -> createDestination("arn:aws:s3:::%s/lake/".formatted(bucket), key),
        "do not have the required permissions for the s3:GetObject or s3:ListBucket actions");
  }

  @Test
  void aFolderMustBeThereAlsoWhenTheDestinationIsUpdated() {
    allowAll();
    logs()
        .putBucketPolicy(
            request ->
                request
                    .bucket(bucket)
                    .policy(
                        bucketPolicy(SECURITY, REGION)
                            .replaceFirst(
                                "\\[",
                                """
                                [{"Effect": "Allow", "Principal": {"AWS": "%s"},
                                  "Action": ["s3:ListBucket", "s3:GetObject"],
                                  "Resource": ["arn:aws:s3:::%s", "arn:aws:s3:::%s/*"]},"""
                                    .formatted(SECURITY, bucket, bucket))));
    String arn = "arn:aws:s3:::%s/lake".formatted(bucket);
    assertRejected(
        () -> createDestination(arn, key),
        "resource folder specified in the destinationArn parameter does not exist");
    logs().putObject(request -> request.bucket(bucket).key("lake/"), RequestBody.empty());
    String id = createDestination(arn, key);
    logs().deleteObject(request -> request.bucket(bucket).key("lake/"));
    assertRejected(
        () -> update(id, arn), "resource folder specified in the destinationArn parameter");
    assertThat(status(id)).isEqualTo(PublishingStatus.PUBLISHING);
  }

  @Test
  void policiesAreSeenOnlyAfterAWhile() {
    realm.knobs.policiesSeenAfter(Duration.ofMinutes(2));
    allowAll();
    logs().deleteBucketPolicy(request -> request.bucket(bucket));
    realm.clock.advance(Duration.ofMinutes(3));
    allowAll();
    assertRejected(this::createDestination, "does not have permission");
    realm.clock.advance(Duration.ofMinutes(2));
    createDestination();
  }

  @Test
  void aBrokenPolicyFailsTheExportAndThenStopsItUntilAnUpdate() {
    realm.knobs.destinationsVerifiedAfter(Duration.ofMinutes(1));
    realm.knobs.exportsStoppedAfter(Duration.ofDays(2));
    allowAll();
    String id = createDestination();
    assertThat(status(id)).isEqualTo(PublishingStatus.PENDING_VERIFICATION);
    realm.clock.advance(Duration.ofMinutes(1));
    assertThat(status(id)).isEqualTo(PublishingStatus.PUBLISHING);

    logs().deleteBucketPolicy(request -> request.bucket(bucket));
    realm.clock.advance(Duration.ofMinutes(1));
    long broken = realm.clock.instant().toEpochMilli();
    realm.aws.exporter().export();
    realm.clock.advance(Duration.ofHours(1));
    assertThat(status(id)).isEqualTo(PublishingStatus.UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY);
    assertThat(describe(id).publishingFailureStartTimestamp()).isEqualTo(broken);

    realm.clock.advance(Duration.ofDays(2));
    assertThat(status(id)).isEqualTo(PublishingStatus.STOPPED);
    allowAll();
    assertThat(status(id)).isEqualTo(PublishingStatus.STOPPED);
    update(id, "arn:aws:s3:::" + bucket);
    realm.clock.advance(Duration.ofMinutes(1));
    assertThat(status(id)).isEqualTo(PublishingStatus.PUBLISHING);
  }

  @Test
  void newFindingsComeWithinFiveMinutesAndUpdatesAtTheInterval() throws IOException {
    allowAll();
    createDestination();
    realm.clock.advance(Duration.ofMinutes(1));
    String finding = realm.aws.guardDuty().find(SECURITY, REGION, TYPE);
    assertThat(exportedAfter(Duration.ofMinutes(3))).isZero();
    assertThat(exportedAfter(Duration.ofMinutes(1))).isEqualTo(1);
    assertThat(newest().path("id").asText()).isEqualTo(finding);

    realm.aws.guardDuty().recur(SECURITY, REGION, finding);
    assertThat(exportedAfter(Duration.ofMinutes(5))).isZero();
    assertThat(exportedAfter(Duration.ofMinutes(5))).isEqualTo(1);
    assertThat(newest().at("/service/count").asInt()).isEqualTo(2);
    assertThat(exportedAfter(Duration.ofDays(1))).isZero();
  }

  @Test
  void archivedFindingsAreExportedOnlyOnceTheyAreUnarchived() {
    allowAll();
    createDestination();
    String finding = realm.aws.guardDuty().find(SECURITY, REGION, TYPE);
    guardDuty.archiveFindings(request -> request.detectorId(detector).findingIds(finding));
    assertThat(exportedAfter(Duration.ofDays(1))).isZero();
    guardDuty.unarchiveFindings(request -> request.detectorId(detector).findingIds(finding));
    assertThat(exportedAfter(Duration.ofMinutes(5))).isZero();
    assertThat(exportedAfter(Duration.ofMinutes(10))).isEqualTo(1);
  }

  @Test
  void allThatIsActiveComesAgainAfterADestinationChange() {
    allowAll();
    String id = createDestination();
    realm.aws.guardDuty().find(SECURITY, REGION, TYPE);
    realm.aws.guardDuty().find(SECURITY, REGION, TYPE);
    assertThat(exportedAfter(Duration.ofMinutes(5))).isEqualTo(2);
    update(id, "arn:aws:s3:::" + bucket);
    assertThat(exportedAfter(Duration.ofMinutes(5))).isEqualTo(2);
  }

  @Test
  void membersFindingsComeUnderTheirOwnAccountThroughTheAdministrator() {
    allowAll();
    createDestination();
    guardDuty.updateOrganizationConfiguration(
        request ->
            request.detectorId(detector).autoEnableOrganizationMembers(AutoEnableMembers.ALL));
    realm.aws.guardDuty().find(WORKLOAD, REGION, TYPE);
    assertThat(exportedAfter(Duration.ofMinutes(5))).isEqualTo(1);
    assertThat(logs().listObjectsV2(request -> request.bucket(bucket)).contents())
        .extracting(object -> object.key())
        .anyMatch(
            name ->
                name.matches(
                    "AWSLogs/%s/GuardDuty/us-east-1/2026/11/24/[0-9a-f-]{36}\\.jsonl\\.gz"
                        .formatted(WORKLOAD)));
  }

  @Test
  void nothingIsWrittenWhereThePoliciesRefuse() {
    allowAll();
    String id = createDestination();
    realm.as(SECURITY).kms(REGION).disableKey(request -> request.keyId(key));
    realm.aws.guardDuty().find(SECURITY, REGION, TYPE);
    assertThat(exportedAfter(Duration.ofMinutes(5))).isZero();
    assertThat(status(id)).isEqualTo(PublishingStatus.UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY);
    realm.as(SECURITY).kms(REGION).enableKey(request -> request.keyId(key));
    assertThat(exportedAfter(Duration.ofMinutes(5))).isEqualTo(1);
  }

  private int exportedAfter(Duration duration) {
    realm.clock.advance(duration);
    return realm.aws.exporter().export();
  }

  /** The exported version with the most occurrences. */
  private JsonNode newest() throws IOException {
    List<JsonNode> exported = new ArrayList<>();

    for (S3Object object : logs().listObjectsV2(request -> request.bucket(bucket)).contents()) {
      if (object.size() > 0) {
        exported.add(read(object.key()));
      }
    }

    return exported.stream()
        .max(Comparator.comparingInt(finding -> finding.at("/service/count").asInt()))
        .orElseThrow();
  }

  private JsonNode read(String name) throws IOException {
    byte[] content =
        objects
            .client()
            .getObjectAsBytes(request -> request.bucket(bucket).key(name))
            .asByteArray();
    return new ObjectMapper().readTree(new GZIPInputStream(new ByteArrayInputStream(content)));
  }

  private void allowAll() {
    allowKey(SECURITY, REGION);
    allowBucket(SECURITY, REGION);
  }

  private void allowKey(String account, String region) {
    realm
        .as(SECURITY)
        .kms(REGION)
        .putKeyPolicy(
            request ->
                request
                    .keyId(key)
                    .policy(
                        """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "kms:*",
                           "Resource": "*"},
                          {"Effect": "Allow", "Principal": {"Service": "guardduty.amazonaws.com"},
                           "Action": "kms:GenerateDataKey", "Resource": "*",
                           "Condition": %s}]}"""
                            .formatted(SECURITY, condition(account, region))));
  }

  private void allowBucket(String account, String region) {
    logs().putBucketPolicy(request -> request.bucket(bucket).policy(bucketPolicy(account, region)));
  }

  private String bucketPolicy(String account, String region) {
    return """
    {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Principal": {"Service": "guardduty.amazonaws.com"},
       "Action": ["s3:GetBucketLocation", "s3:PutObject"],
       "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"], "Condition": %2$s},
      {"Effect": "Deny", "Principal": {"Service": "guardduty.amazonaws.com"},
       "Action": "s3:PutObject", "Resource": "arn:aws:s3:::%1$s/*", "Condition":
         {"StringNotEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "%3$s"}}},
      {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::%1$s/*",
       "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    ]}"""
        .formatted(bucket, condition(account, region), key);
  }

  private static String condition(String account, String region) {
    return """
    {"StringEquals": {"aws:SourceAccount": "%s"},
     "ArnLike": {"aws:SourceArn": "arn:aws:guardduty:%s:%s:detector/*"}}"""
        .formatted(account, region, account);
  }

  private String createDestination() {
    return createDestination("arn:aws:s3:::" + bucket, key);
  }

  private String createDestination(String arn, String keyArn) {
    return guardDuty
        .createPublishingDestination(
            request ->
                request
                    .detectorId(detector)
                    .destinationType("S3")
                    .destinationProperties(
                        properties -> properties.destinationArn(arn).kmsKeyArn(keyArn)))
        .destinationId();
  }

  private void update(String id, String arn) {
    guardDuty.updatePublishingDestination(
        request ->
            request
                .detectorId(detector)
                .destinationId(id)
                .destinationProperties(
                    properties -> properties.destinationArn(arn).kmsKeyArn(key)));
  }

  private PublishingStatus status(String id) {
    return describe(id).status();
  }

  private DescribePublishingDestinationResponse describe(String id) {
    return guardDuty.describePublishingDestination(
        request -> request.detectorId(detector).destinationId(id));
  }

  private S3Client logs() {
    return realm.as(LOGGING).s3(REGION);
  }
}
