package io.guardlake.sandbox.aws.guardduty;

import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.kms.KeyUse;
import io.guardlake.sandbox.aws.kms.KmsKeys;
import io.guardlake.sandbox.aws.policy.Contexts;
import io.guardlake.sandbox.aws.policy.PolicyRequest;
import io.guardlake.sandbox.aws.s3.Buckets;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Caller;
import io.guardlake.sandbox.aws.world.Region;
import io.guardlake.sandbox.s3.ExportBucket;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * GuardDuty as the writer of an export: what it checks of a destination, in which order, and
 * whether the bucket's and the key's policies let its principal in.
 */
final class Publisher {
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:([a-z-]+):kms:([a-z0-9-]+):\\d{12}:key/.+");

  private final AwsWorld world;
  private final KmsKeys keys;
  private final Buckets buckets;
  private final S3Client objects;

  Publisher(AwsWorld world, KmsKeys keys, Buckets buckets, S3Client objects) {
    this.world = world;
    this.keys = keys;
    this.buckets = buckets;
    this.objects = objects;
  }

  /**
   * Checks a destination that is to be, and leaves an empty object in it as GuardDuty does.
   *
   * @throws AwsError what GuardDuty says is wrong
   */
  void admit(Detector detector, String arn, String keyArn, Caller caller) {
    DestinationArn destination = DestinationArn.parse(arn);

    if (!destination.partition().equals(world.partition().id())) {
      throw BadRequests.destinationArn();
    }

    Matcher key = KEY_ARN.matcher(keyArn);

    if (!key.matches() || !key.group(1).equals(world.partition().id())) {
      throw BadRequests.keyArn();
    }

    String bucketRegion =
        buckets.regionOf(destination.bucket()).orElseThrow(BadRequests::bucketMissing);

    if (!key.group(2).equals(bucketRegion)) {
      throw BadRequests.keyArn();
    }

    if (Region.of(bucketRegion).map(Region::needsOptIn).orElse(false)
        && !bucketRegion.equals(detector.region)) {
      throw BadRequests.otherOptInRegion();
    }

    if (!destination.prefix().isEmpty()) {
      requireFolder(destination, caller);
    }

    String marker = destination.prefix() + "AWSLogs/";

    if (access(detector, destination.bucket(), marker, keyArn) == Destination.Access.REFUSED) {
      throw BadRequests.noPermission();
    }

    write(destination.bucket(), marker, keyArn, new byte[0]);
  }

  /** Whether GuardDuty may write an object there now. */
  Destination.Access access(Detector detector, String bucket, String key, String keyArn) {
    String service = Region.of(detector.region).orElseThrow().guardDutyPrincipal();
    PolicyRequest.Principal principal = new PolicyRequest.Principal.Service(service);
    Map<String, String> context = Contexts.of(service, detector.account, detector.arn());
    Map<String, String> put =
        Contexts.with(
            context,
            Map.of(
                "s3:x-amz-server-side-encryption",
                "aws:kms",
                "s3:x-amz-server-side-encryption-aws-kms-key-id",
                keyArn));
    String arn = "arn:%s:s3:::%s".formatted(world.partition().id(), bucket);
    boolean granted =
        buckets.allows(bucket, principal, "s3:GetBucketLocation", arn, context)
            && buckets.allows(bucket, principal, "s3:PutObject", arn + "/" + key, put)
            && keys.use(keyArn, principal, "kms:GenerateDataKey", context) == KeyUse.ALLOWED;
    return granted ? Destination.Access.GRANTED : Destination.Access.REFUSED;
  }

  /** Looks whether a destination still can be written to. */
  void examine(Detector detector) {
    Destination destination = detector.destination;
    String key = destination.prefix() + "AWSLogs/";
    destination.note(
        access(detector, destination.bucket(), key, destination.keyArn()),
        world.knobs(),
        world.now());
  }

  void write(String bucket, String key, String keyArn, byte[] content) {
    ExportBucket.encrypted(objects, bucket, keyArn).put(key, content);
    buckets.wrote(bucket, key);
  }

  private void requireFolder(DestinationArn destination, Caller caller) {
    PolicyRequest.Principal principal = new PolicyRequest.Principal.Identity(caller);
    String arn = "arn:%s:s3:::%s".formatted(world.partition().id(), destination.bucket());
    Map<String, String> context = Contexts.of(caller);
    String marker = destination.prefix();

    if (!buckets.allows(destination.bucket(), principal, "s3:ListBucket", arn, context)
        || !buckets.allows(
            destination.bucket(), principal, "s3:GetObject", arn + "/" + marker, context)) {
      throw BadRequests.callerCannotRead();
    }

    try {
      objects.headObject(request -> request.bucket(destination.bucket()).key(marker));
    } catch (NoSuchKeyException missing) {
      throw BadRequests.folderMissing();
    }
  }
}
