package io.guardlake.setup.aws;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.message.Meaning;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.QueueNotification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** The bucket itself, as the account that must own it, which every call but the first names. */
final class SdkBucket {
  private static final String US_EAST_1 = "us-east-1";

  private final S3Client client;
  private final String owner;
  private final Asker asker;

  SdkBucket(AwsClients clients, SetupConfig config) {
    AccountAccess access = config.accounts().in(config.bucket().owner()).orElseThrow();
    this.owner = access.id();
    this.client = clients.s3(access, config.bucket().region());
    this.asker = new Asker(owner, config.bucket().region());
  }

  void create(String bucket, String region) {
    try {
      asker.tell(
          "CreateBucket",
          bucket,
          () ->
              client.createBucket(
                  request -> {
                    request.bucket(bucket);

                    // S3 has no word for its first region.
                    if (!region.equals(US_EAST_1)) {
                      request.createBucketConfiguration(each -> each.locationConstraint(region));
                    }
                  }));
    } catch (RefusedException e) {
      if (e.meaning() != Meaning.DONE_ALREADY) {
        throw e;
      }
    }
  }

  void guard(String bucket, BucketGuard guard) {
    switch (guard) {
      case PUBLIC_ACCESS_BLOCK ->
          asker.tell(
              "PutPublicAccessBlock",
              bucket,
              () ->
                  client.putPublicAccessBlock(
                      request ->
                          request
                              .bucket(bucket)
                              .expectedBucketOwner(owner)
                              .publicAccessBlockConfiguration(
                                  block ->
                                      block
                                          .blockPublicAcls(true)
                                          .ignorePublicAcls(true)
                                          .blockPublicPolicy(true)
                                          .restrictPublicBuckets(true))));
      case OWNER_ENFORCED ->
          asker.tell(
              "PutBucketOwnershipControls",
              bucket,
              () ->
                  client.putBucketOwnershipControls(
                      request ->
                          request
                              .bucket(bucket)
                              .expectedBucketOwner(owner)
                              .ownershipControls(
                                  controls ->
                                      controls.rules(
                                          OwnershipControlsRule.builder()
                                              .objectOwnership(
                                                  ObjectOwnership.BUCKET_OWNER_ENFORCED)
                                              .build()))));
      case VERSIONING ->
          asker.tell(
              "PutBucketVersioning",
              bucket,
              () ->
                  client.putBucketVersioning(
                      request ->
                          request
                              .bucket(bucket)
                              .expectedBucketOwner(owner)
                              .versioningConfiguration(
                                  each -> each.status(BucketVersioningStatus.ENABLED))));
    }
  }

  void encrypt(String bucket, String keyArn) {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .bucketKeyEnabled(true)
            .applyServerSideEncryptionByDefault(
                each -> each.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(keyArn))
            .build();
    asker.tell(
        "PutBucketEncryption",
        bucket,
        () ->
            client.putBucketEncryption(
                request ->
                    request
                        .bucket(bucket)
                        .expectedBucketOwner(owner)
                        .serverSideEncryptionConfiguration(each -> each.rules(rule))));
  }

  /** The owner of the bucket may not be let use the key; the marker is empty, and S3's does too. */
  void putMarker(String bucket, String key, String keyArn) {
    PutObjectRequest.Builder marker =
        PutObjectRequest.builder().bucket(bucket).key(key).expectedBucketOwner(owner);

    try {
      put(marker.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(keyArn).build());
    } catch (RefusedException e) {
      if (e.meaning() != Meaning.CALLER_LACKS_PERMISSION) {
        throw e;
      }

      put(marker.serverSideEncryption(ServerSideEncryption.AES256).ssekmsKeyId(null).build());
    }
  }

  private void put(PutObjectRequest marker) {
    asker.tell(
        "PutObject",
        marker.bucket() + "/" + marker.key(),
        () -> client.putObject(marker, RequestBody.empty()));
  }

  void putLifecycleRule(String bucket, LifecycleRule rule) {
    changeLifecycle(bucket, rule.id(), Optional.of(LifecycleRules.write(rule)));
  }

  void removeLifecycleRule(String bucket, String id) {
    changeLifecycle(bucket, id, Optional.empty());
  }

  private void changeLifecycle(
      String bucket,
      String id,
      Optional<software.amazon.awssdk.services.s3.model.LifecycleRule> ours) {
    Optional<GetBucketLifecycleConfigurationResponse> present =
        asker.find(
            "GetBucketLifecycleConfiguration",
            bucket,
            () ->
                client.getBucketLifecycleConfiguration(
                    request -> request.bucket(bucket).expectedBucketOwner(owner)));
    List<software.amazon.awssdk.services.s3.model.LifecycleRule> rules =
        new ArrayList<>(
            present.map(GetBucketLifecycleConfigurationResponse::rules).orElse(List.of()));
    rules.removeIf(rule -> id.equals(rule.id()));
    ours.ifPresent(rules::add);

    if (rules.isEmpty()) {
      asker.tell(
          "DeleteBucketLifecycle",
          bucket,
          () ->
              client.deleteBucketLifecycle(
                  request -> request.bucket(bucket).expectedBucketOwner(owner)));
      return;
    }

    asker.tell(
        "PutBucketLifecycleConfiguration",
        bucket,
        () ->
            client.putBucketLifecycleConfiguration(
                request -> {
                  request
                      .bucket(bucket)
                      .expectedBucketOwner(owner)
                      .lifecycleConfiguration(each -> each.rules(rules));
                  present
                      .map(
                          GetBucketLifecycleConfigurationResponse
                              ::transitionDefaultMinimumObjectSizeAsString)
                      .ifPresent(request::transitionDefaultMinimumObjectSize);
                }));
  }

  void putNotification(String bucket, QueueNotification notification) {
    put(bucket, Notifications.with(notifications(bucket), notification));
  }

  void removeNotification(String bucket, String id) {
    put(bucket, Notifications.without(notifications(bucket), id));
  }

  private GetBucketNotificationConfigurationResponse notifications(String bucket) {
    return asker.ask(
        "GetBucketNotificationConfiguration",
        bucket,
        () ->
            client.getBucketNotificationConfiguration(
                request -> request.bucket(bucket).expectedBucketOwner(owner)));
  }

  private void put(String bucket, NotificationConfiguration configuration) {
    asker.tell(
        "PutBucketNotificationConfiguration",
        bucket,
        () ->
            client.putBucketNotificationConfiguration(
                request ->
                    request
                        .bucket(bucket)
                        .expectedBucketOwner(owner)
                        .notificationConfiguration(configuration)));
  }

  PolicyEditor.Store policyOf(String bucket) {
    return new PolicyEditor.Store() {
      @Override
      public String read() {
        return asker
            .find(
                "GetBucketPolicy",
                bucket,
                () ->
                    client
                        .getBucketPolicy(
                            request -> request.bucket(bucket).expectedBucketOwner(owner))
                        .policy())
            .orElse("");
      }

      @Override
      public void write(String policy) {
        if (policy.isBlank()) {
          asker.tell(
              "DeleteBucketPolicy",
              bucket,
              () ->
                  client.deleteBucketPolicy(
                      request -> request.bucket(bucket).expectedBucketOwner(owner)));
          return;
        }

        asker.tell(
            "PutBucketPolicy",
            bucket,
            () ->
                client.putBucketPolicy(
                    request -> request.bucket(bucket).expectedBucketOwner(owner).policy(policy)));
      }
    };
  }
}
