package io.guardlake.sandbox.aws;

import static io.guardlake.sandbox.aws.FrontDoorTest.assertFails;
import static io.guardlake.sandbox.aws.Realm.LOGGING;
import static io.guardlake.sandbox.aws.Realm.SECURITY;
import static io.guardlake.sandbox.aws.Realm.WORKLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.s3.SandboxS3;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Keys, buckets and objects, driven by the SDK. */
// The SDK's builders take varargs of consumers.
@SuppressWarnings("unchecked")
final class StorageTest {
  private static final String REGION = "eu-west-1";

  private static SandboxS3 objects;
  private Realm realm;
  private String bucket;

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
  }

  @AfterEach
  void stop() {
    realm.close();
  }

  @Test
  void keysHaveAliasesTagsRotationAndADeletion() {
    KmsClient kms = realm.as(SECURITY).kms(REGION);
    String arn =
        kms.createKey(
                request ->
                    request
                        .description("findings")
                        .tags(Tag.builder().tagKey("setup").tagValue("one").build()))
            .keyMetadata()
            .arn();
    kms.createAlias(request -> request.aliasName("alias/findings").targetKeyId(arn));
    assertThatThrownBy(
            () -> kms.createAlias(request -> request.aliasName("alias/findings").targetKeyId(arn)))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(kms.describeKey(request -> request.keyId("alias/findings")).keyMetadata().arn())
        .isEqualTo(arn);
    assertThat(kms.listAliases(request -> request.keyId(arn)).aliases())
        .extracting(alias -> alias.aliasName())
        .containsExactly("alias/findings");
    assertThat(kms.listResourceTags(request -> request.keyId(arn)).tags())
        .extracting(tag -> tag.tagKey() + "=" + tag.tagValue())
        .containsExactly("setup=one");
    kms.enableKeyRotation(request -> request.keyId(arn));
    assertThat(kms.getKeyRotationStatus(request -> request.keyId(arn)).keyRotationEnabled())
        .isTrue();

    kms.scheduleKeyDeletion(request -> request.keyId(arn).pendingWindowInDays(7));
    assertThat(kms.describeKey(request -> request.keyId(arn)).keyMetadata().keyState())
        .isEqualTo(KeyState.PENDING_DELETION);
    realm.clock.advance(Duration.ofDays(8));
    assertThatThrownBy(() -> kms.describeKey(request -> request.keyId(arn)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Key '%s' does not exist".formatted(arn));
  }

  @Test
  void aKeysPolicyIsItsOwnersAndCannotLockItsOwnerOut() {
    KmsClient kms = realm.as(SECURITY).kms(REGION);
    String arn = kms.createKey().keyMetadata().arn();
    String before = kms.getKeyPolicy(request -> request.keyId(arn)).policy();
    assertThat(before).contains("\"kms:*\"");
    assertThatThrownBy(
            () ->
                kms.putKeyPolicy(
                    request ->
                        request
                            .keyId(arn)
                            .policy(
                                """
                                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                                 "Principal": {"Service": "guardduty.amazonaws.com"},
                                 "Action": "kms:GenerateDataKey", "Resource": "*"}}""")))
        .isInstanceOf(MalformedPolicyDocumentException.class)
        .hasMessageContaining("will not allow you to update the key policy in the future");
    assertFails(
        () -> realm.as(WORKLOAD).kms(REGION).getKeyPolicy(request -> request.keyId(arn)),
        400,
        "AccessDeniedException");
    assertThatThrownBy(
            () -> realm.as(SECURITY).kms("us-east-1").describeKey(request -> request.keyId(arn)))
        .isInstanceOf(NotFoundException.class);
    assertThat(kms.getKeyPolicy(request -> request.keyId(arn)).policy()).isEqualTo(before);
  }

  @Test
  void principalsThatAreNotKnownAreRefusedInKeyPolicies() {
    KmsClient kms = realm.as(SECURITY).kms(REGION);
    String arn = kms.createKey().keyMetadata().arn();
    assertThatThrownBy(() -> put(kms, arn, "\"Service\": \"guardduty.mars-1.amazonaws.com\""))
        .isInstanceOf(MalformedPolicyDocumentException.class)
        .hasMessageContaining("one or more invalid service principals");
    assertThatThrownBy(
            () -> put(kms, arn, "\"AWS\": \"arn:aws:iam::%s:role/reader\"".formatted(LOGGING)))
        .isInstanceOf(MalformedPolicyDocumentException.class)
        .hasMessageContaining("one or more invalid principals");
    realm.aws.world().addRole(LOGGING, "reader");
    put(kms, arn, "\"AWS\": \"arn:aws:iam::%s:role/reader\"".formatted(LOGGING));
    put(kms, arn, "\"Service\": \"guardduty.af-south-1.amazonaws.com\"");
    realm.knobs.rejectPrincipal("guardduty.af-south-1.amazonaws.com");
    assertThatThrownBy(() -> put(kms, arn, "\"Service\": \"guardduty.af-south-1.amazonaws.com\""))
        .isInstanceOf(MalformedPolicyDocumentException.class);
  }

  @Test
  void bucketsHaveOneOwnerInOneRegion() {
    S3Client s3 = realm.as(LOGGING).s3(REGION);
    create(s3);
    assertThatThrownBy(() -> create(s3)).isInstanceOf(BucketAlreadyOwnedByYouException.class);
    assertThatThrownBy(() -> create(realm.as(WORKLOAD).s3(REGION)))
        .isInstanceOf(BucketAlreadyExistsException.class);
    assertThat(s3.getBucketLocation(request -> request.bucket(bucket)).locationConstraint())
        .isEqualTo(BucketLocationConstraint.EU_WEST_1);
    s3.headBucket(request -> request.bucket(bucket).expectedBucketOwner(LOGGING));
    assertThatThrownBy(
            () -> s3.headBucket(request -> request.bucket(bucket).expectedBucketOwner(WORKLOAD)))
        .isInstanceOfSatisfying(
            S3Exception.class, error -> assertThat(error.statusCode()).isEqualTo(403));
    assertFails(
        () -> s3.getBucketPolicy(request -> request.bucket(bucket).expectedBucketOwner(WORKLOAD)),
        403,
        "AccessDenied");
    assertFails(
        () -> realm.as(LOGGING).s3("us-east-2").getBucketVersioning(r -> r.bucket(bucket)),
        301,
        "PermanentRedirect");
    assertFails(
        () -> realm.as(WORKLOAD).s3(REGION).getBucketEncryption(r -> r.bucket(bucket)),
        403,
        "AccessDenied");
    assertFails(
        () -> s3.getBucketPolicy(request -> request.bucket("no-such-bucket-here")),
        404,
        "NoSuchBucket");
    s3.deleteBucket(request -> request.bucket(bucket));
    assertThat(s3.listBuckets().buckets()).isEmpty();
  }

  @Test
  void aNewBucketIsLockedAndItsSettingsComeBackAsPut() {
    S3Client s3 = realm.as(LOGGING).s3(REGION);
    create(s3);
    assertThat(
            s3.getPublicAccessBlock(request -> request.bucket(bucket))
                .publicAccessBlockConfiguration()
                .blockPublicPolicy())
        .isTrue();
    assertThat(
            s3.getBucketOwnershipControls(request -> request.bucket(bucket))
                .ownershipControls()
                .rules()
                .get(0)
                .objectOwnership())
        .isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
    assertThat(s3.getBucketVersioning(request -> request.bucket(bucket)).status()).isNull();
    assertFails(
        () -> s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket)),
        404,
        "NoSuchLifecycleConfiguration");
    assertFails(
        () -> s3.getBucketPolicy(request -> request.bucket(bucket)), 404, "NoSuchBucketPolicy");

    s3.putBucketVersioning(
        request ->
            request
                .bucket(bucket)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    s3.putBucketLifecycleConfiguration(
        request ->
            request
                .bucket(bucket)
                .lifecycleConfiguration(
                    lifecycle ->
                        lifecycle.rules(
                            rule ->
                                rule.status(ExpirationStatus.ENABLED)
                                    .filter(filter -> filter.objectSizeGreaterThan(0L))
                                    .expiration(expiration -> expiration.days(365)))));
    s3.putBucketNotificationConfiguration(
        request ->
            request
                .bucket(bucket)
                .notificationConfiguration(
                    notification ->
                        notification.queueConfigurations(
                            queue ->
                                queue
                                    .id("guardlake")
                                    .queueArn("arn:aws:sqs:eu-west-1:%s:q".formatted(LOGGING))
                                    .events(Event.S3_OBJECT_CREATED))));
    assertThat(s3.getBucketVersioning(request -> request.bucket(bucket)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket)).rules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.id()).isNotEmpty();
              assertThat(rule.expiration().days()).isEqualTo(365);
              assertThat(rule.filter().objectSizeGreaterThan()).isZero();
            });
    assertThat(
            s3.getBucketNotificationConfiguration(request -> request.bucket(bucket))
                .queueConfigurations())
        .extracting(queue -> queue.id())
        .containsExactly("guardlake");
  }

  @Test
  void aBucketsPolicyIsCheckedAndComesBackByteForByte() {
    S3Client s3 = realm.as(LOGGING).s3(REGION);
    create(s3);
    String policy =
        """
        { "Version":"2012-10-17",   "Statement": [ {"Sid":"Readers","Effect":"Allow",
          "Principal":{"AWS":"%s"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"} ] }"""
            .formatted(WORKLOAD, bucket);
    s3.putBucketPolicy(request -> request.bucket(bucket).policy(policy));
    assertThat(s3.getBucketPolicy(request -> request.bucket(bucket)).policy()).isEqualTo(policy);
    assertRefused(s3, policy.replace(bucket, "another"), "MalformedPolicy");
    assertRefused(s3, policy.replace(WORKLOAD, "123456789012"), "MalformedPolicy");
    assertRefused(s3, policy.replace("\"Sid\"", "\"Effect\":\"Deny\",\"Sid\""), "MalformedPolicy");
    assertRefused(
        s3, policy.replace("{\"AWS\":\"%s\"}".formatted(WORKLOAD), "\"*\""), "AccessDenied");
    assertRefused(s3, policy.replace("  ", " ".repeat(21_000)), "PolicyTooLarge");
    assertThat(s3.getBucketPolicy(request -> request.bucket(bucket)).policy()).isEqualTo(policy);
  }

  @Test
  void objectsObeyTheBucketsAndTheKeysPolicies() {
    S3Client owner = realm.as(LOGGING).s3(REGION);
    create(owner);
    KmsClient kms = realm.as(LOGGING).kms(REGION);
    String key = kms.createKey().keyMetadata().arn();
    owner.putObject(
        request ->
            request
                .bucket(bucket)
                .key("a folder/ü+.txt")
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key),
        RequestBody.fromString("hello"));
    assertThat(
            owner
                .getObjectAsBytes(request -> request.bucket(bucket).key("a folder/ü+.txt"))
                .asUtf8String())
        .isEqualTo("hello");
    assertThat(owner.listObjectsV2(request -> request.bucket(bucket)).contents())
        .extracting(object -> object.key())
        .containsExactly("a folder/ü+.txt");

    S3Client reader = realm.as(WORKLOAD).s3(REGION);
    assertFails(() -> get(reader), 403, "AccessDenied");
    owner.putBucketPolicy(
        request ->
            request
                .bucket(bucket)
                .policy(
                    """
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                     "Principal": {"AWS": "arn:aws:iam::%s:root"},
                     "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}]}"""
                        .formatted(WORKLOAD, bucket)));
    assertThatThrownBy(() -> get(reader)).hasMessageContaining("kms:Decrypt");
    put(kms, key, "\"AWS\": \"%s\"".formatted(WORKLOAD), "kms:Decrypt");
    get(reader);
    kms.disableKey(request -> request.keyId(key));
    assertFails(() -> get(reader), 400, "KMS.DisabledException");
  }

  private static void put(KmsClient kms, String arn, String principal) {
    put(kms, arn, principal, "kms:GenerateDataKey");
  }

  private static void put(KmsClient kms, String arn, String principal, String action) {
    kms.putKeyPolicy(
        request ->
            request
                .keyId(arn)
                .policy(
                    """
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%s:root"},
                       "Action": "kms:*", "Resource": "*"},
                      {"Effect": "Allow", "Principal": {%s}, "Action": "%s", "Resource": "*"}]}"""
                        .formatted(arn.split(":", -1)[4], principal, action)));
  }

  private void get(S3Client s3) {
    s3.getObjectAsBytes(request -> request.bucket(bucket).key("a folder/ü+.txt"));
  }

  private void create(S3Client s3) {
    s3.createBucket(
        request ->
            request
                .bucket(bucket)
                .createBucketConfiguration(
                    configuration ->
                        configuration.locationConstraint(BucketLocationConstraint.EU_WEST_1)));
  }

  private void assertRefused(S3Client s3, String policy, String code) {
    assertThatThrownBy(() -> s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
