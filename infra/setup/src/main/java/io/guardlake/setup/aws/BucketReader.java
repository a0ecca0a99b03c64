package io.guardlake.setup.aws;

import io.guardlake.setup.config.AccountAccess;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.BucketState;
import io.guardlake.setup.world.Seen;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;

/**
 * Reads the bucket, as the account that must own it: S3 refuses every call if another does. What of
 * its settings may not be read makes the whole bucket unreadable, its policy alone aside.
 */
final class BucketReader {
  private static final String US_EAST_1 = "us-east-1";

  private final AwsClients clients;
  private final SetupConfig config;
  private final AccountAccess owner;
  private final String bucket;
  private final Asker asker;
  private S3Client client;

  BucketReader(AwsClients clients, SetupConfig config) {
    this.clients = clients;
    this.config = config;
    this.owner = config.accounts().in(config.bucket().owner()).orElseThrow();
    this.bucket = config.bucket().name();
    this.asker = new Asker(owner.id(), config.bucket().region());
    this.client = clients.s3(owner, config.bucket().region());
  }

  Seen<BucketState> read() {
    return Asker.see(() -> region().map(this::state));
  }

  private Optional<String> region() {
    return asker
        .find(
            "GetBucketLocation",
            bucket,
            () ->
                client.getBucketLocation(
                    request -> request.bucket(bucket).expectedBucketOwner(owner.id())))
        .map(answer -> named(answer.locationConstraintAsString()));
  }

  /** S3 has no word for its first region, and an old one for its second. */
  private static String named(String constraint) {
    if (constraint == null || constraint.isEmpty()) {
      return US_EAST_1;
    }

    return constraint.equals("EU") ? "eu-west-1" : constraint;
  }

  private BucketState state(String region) {
    client = clients.s3(owner, region);
    return new BucketState(
        bucket,
        region,
        Asker.see(this::policy),
        guards(),
        defaultKey(),
        markers(),
        lifecycle().stream()
            .filter(rule -> !LifecycleRules.asksForTags(rule))
            .map(LifecycleRules::read)
            .toList(),
        Notifications.read(
            asker.ask(
                "GetBucketNotificationConfiguration",
                bucket,
                () ->
                    client.getBucketNotificationConfiguration(
                        request -> request.bucket(bucket).expectedBucketOwner(owner.id())))));
  }

  private Optional<String> policy() {
    return asker.find(
        "GetBucketPolicy",
        bucket,
        () ->
            client
                .getBucketPolicy(request -> request.bucket(bucket).expectedBucketOwner(owner.id()))
                .policy());
  }

  private Set<BucketGuard> guards() {
    Set<BucketGuard> guards = EnumSet.noneOf(BucketGuard.class);
    asker
        .find(
            "GetPublicAccessBlock",
            bucket,
            () ->
                client.getPublicAccessBlock(
                    request -> request.bucket(bucket).expectedBucketOwner(owner.id())))
        .filter(answer -> blocks(answer.publicAccessBlockConfiguration()))
        .ifPresent(any -> guards.add(BucketGuard.PUBLIC_ACCESS_BLOCK));
    asker
        .find(
            "GetBucketOwnershipControls",
            bucket,
            () ->
                client.getBucketOwnershipControls(
                    request -> request.bucket(bucket).expectedBucketOwner(owner.id())))
        .filter(
            answer ->
                answer.ownershipControls().rules().stream()
                    .allMatch(
                        rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED))
        .ifPresent(any -> guards.add(BucketGuard.OWNER_ENFORCED));

    if (asker
            .ask(
                "GetBucketVersioning",
                bucket,
                () ->
                    client.getBucketVersioning(
                        request -> request.bucket(bucket).expectedBucketOwner(owner.id())))
            .status()
        == BucketVersioningStatus.ENABLED) {
      guards.add(BucketGuard.VERSIONING);
    }

    return guards;
  }

  private static boolean blocks(PublicAccessBlockConfiguration block) {
    return block.blockPublicAcls()
        && block.ignorePublicAcls()
        && block.blockPublicPolicy()
        && block.restrictPublicBuckets();
  }

  private Optional<String> defaultKey() {
    return asker
        .find(
            "GetBucketEncryption",
            bucket,
            () ->
                client.getBucketEncryption(
                    request -> request.bucket(bucket).expectedBucketOwner(owner.id())))
        .flatMap(
            answer ->
                answer.serverSideEncryptionConfiguration().rules().stream()
                    .map(rule -> rule.applyServerSideEncryptionByDefault())
                    .filter(Objects::nonNull)
                    .map(ServerSideEncryptionByDefault::kmsMasterKeyID)
                    .filter(Objects::nonNull)
                    .findFirst());
  }

  private Set<String> markers() {
    String marker = config.bucket().keyPrefix();

    if (marker.isEmpty()) {
      return Set.of();
    }

    return asker
        .find(
            "HeadObject",
            bucket + "/" + marker,
            () ->
                client.headObject(
                    request -> request.bucket(bucket).key(marker).expectedBucketOwner(owner.id())))
        .map(any -> Set.of(marker))
        .orElse(Set.of());
  }

  private List<LifecycleRule> lifecycle() {
    return asker
        .find(
            "GetBucketLifecycleConfiguration",
            bucket,
            () ->
                client
                    .getBucketLifecycleConfiguration(
                        request -> request.bucket(bucket).expectedBucketOwner(owner.id()))
                    .rules())
        .orElse(List.of());
  }
}
