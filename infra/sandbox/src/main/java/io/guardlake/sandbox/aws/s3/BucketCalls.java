package io.guardlake.sandbox.aws.s3;

import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.Xml;
import io.guardlake.sandbox.aws.policy.Contexts;
import io.guardlake.sandbox.aws.policy.PolicyDocument;
import io.guardlake.sandbox.aws.policy.PolicyRequest;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The operations on buckets. */
final class BucketCalls {
  private static final String US_EAST_1 = "us-east-1";

  private final AwsWorld world;
  private final Buckets buckets;
  private final ObjectStore store;
  private final BucketPolicies policies;

  BucketCalls(AwsWorld world, Buckets buckets, ObjectStore store) {
    this.world = world;
    this.buckets = buckets;
    this.store = store;
    this.policies = new BucketPolicies(world);
  }

  AwsAnswer list(Call call) {
    synchronized (world) {
      StringBuilder names = new StringBuilder();
      buckets.all().values().stream()
          .filter(bucket -> bucket.owner().equals(call.account()))
          .forEach(
              bucket ->
                  names
                      .append("<Bucket>")
                      .append(Xml.element("Name", bucket.name()))
                      .append(Xml.element("BucketRegion", bucket.region()))
                      .append("</Bucket>"));
      return AwsAnswer.xml(
          "<ListAllMyBucketsResult xmlns=\"%s\"><Buckets>%s</Buckets></ListAllMyBucketsResult>"
              .formatted(S3Api.NAMESPACE, names));
    }
  }

  AwsAnswer create(Call call) {
    synchronized (world) {
      String name = call.part("bucket");
      String region =
          call.request().body().length == 0
              ? US_EAST_1
              : Xml.text(Xml.parse(call.request().body()), "LocationConstraint").orElse(US_EAST_1);

      if (!region.equals(call.region()) && !call.region().equals(US_EAST_1)) {
        throw new AwsError(
            400,
            "IllegalLocationConstraintException",
            "The %s location constraint is incompatible for the region specific endpoint this request was sent to."
                .formatted(region.equals(US_EAST_1) ? "unspecified" : region));
      }

      Optional<Bucket> there = buckets.find(name);

      if (there.isPresent()) {
        return existing(there.get(), call);
      }

      store.createBucket(name);
      buckets.all().put(name, new Bucket(name, call.account(), region));
      return AwsAnswer.empty(200).with("Location", "/" + name);
    }
  }

  /** In us-east-1 an owner may create a bucket again, and nothing happens. */
  private static AwsAnswer existing(Bucket bucket, Call call) {
    if (!bucket.owner().equals(call.account())) {
      throw new AwsError(
          409,
          "BucketAlreadyExists",
          "The requested bucket name is not available. The bucket namespace is shared by all users"
              + " of the system. Please select a different name and try again.");
    }

    if (bucket.region().equals(US_EAST_1) && call.region().equals(US_EAST_1)) {
      return AwsAnswer.empty(200).with("Location", "/" + bucket.name());
    }

    throw new AwsError(
        409,
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.");
  }

  AwsAnswer delete(Call call) {
    synchronized (world) {
      Bucket bucket = allowed(call, "s3:DeleteBucket");
      store.deleteBucket(bucket.name());
      buckets.all().remove(bucket.name());
      return AwsAnswer.empty(204);
    }
  }

  AwsAnswer head(Call call) {
    synchronized (world) {
      return AwsAnswer.empty(200)
          .with("x-amz-bucket-region", allowed(call, "s3:ListBucket").region());
    }
  }

  AwsAnswer location(Call call) {
    synchronized (world) {
      Bucket bucket = S3Api.anywhere(call, buckets);
      requireAllowed(call, bucket, "s3:GetBucketLocation");
      return AwsAnswer.xml(
          "<LocationConstraint xmlns=\"%s\">%s</LocationConstraint>"
              .formatted(
                  S3Api.NAMESPACE, bucket.region().equals(US_EAST_1) ? "" : bucket.region()));
    }
  }

  AwsAnswer policy(Call call) {
    synchronized (world) {
      String text =
          allowed(call, "s3:GetBucketPolicy")
              .policy()
              .newest()
              .map(PolicyDocument::text)
              .orElseThrow(
                  () ->
                      new AwsError(404, "NoSuchBucketPolicy", "The bucket policy does not exist"));
      return new AwsAnswer(
          200, Map.of("Content-Type", "application/json"), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  AwsAnswer putPolicy(Call call) {
    synchronized (world) {
      Bucket bucket = allowed(call, "s3:PutBucketPolicy");
      PolicyDocument policy =
          policies.read(new String(call.request().body(), StandardCharsets.UTF_8), bucket);
      bucket.policy().put(Optional.of(policy), world.now());
      return AwsAnswer.empty(204);
    }
  }

  AwsAnswer deletePolicy(Call call) {
    synchronized (world) {
      allowed(call, "s3:DeleteBucketPolicy").policy().put(Optional.empty(), world.now());
      return AwsAnswer.empty(204);
    }
  }

  AwsAnswer policyStatus(Call call) {
    synchronized (world) {
      boolean isPublic =
          allowed(call, "s3:GetBucketPolicyStatus")
              .policy()
              .newest()
              .map(PolicyDocument::isPublic)
              .orElse(false);
      return AwsAnswer.xml(
          "<PolicyStatus xmlns=\"%s\"><IsPublic>%s</IsPublic></PolicyStatus>"
              .formatted(S3Api.NAMESPACE, isPublic));
    }
  }

  AwsAnswer setting(Call call, Setting setting) {
    synchronized (world) {
      return AwsAnswer.xml(
          allowed(call, setting.readAction())
              .setting(setting)
              .orElseThrow(
                  () -> new AwsError(404, setting.missingCode(), setting.missingMessage())));
    }
  }

  AwsAnswer putSetting(Call call, Setting setting) {
    synchronized (world) {
      Bucket bucket = allowed(call, setting.writeAction());
      bucket.set(setting, SettingXml.checked(setting, call.request().body()));
      return AwsAnswer.empty(setting == Setting.TAGGING ? 204 : 200);
    }
  }

  AwsAnswer deleteSetting(Call call, Setting setting) {
    synchronized (world) {
      if (!setting.canBeDeleted()) {
        throw new AwsError(
            405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
      }

      allowed(call, setting.writeAction()).delete(setting);
      return AwsAnswer.empty(204);
    }
  }

  private Bucket allowed(Call call, String action) {
    Bucket bucket = S3Api.bucket(call, buckets);
    requireAllowed(call, bucket, action);
    return bucket;
  }

  private void requireAllowed(Call call, Bucket bucket, String action) {
    boolean allowed =
        buckets.allows(
            bucket.name(),
            new PolicyRequest.Principal.Identity(call.caller()),
            action,
            bucket.arn(),
            Contexts.of(call.caller()));

    if (!allowed) {
      throw S3Errors.accessDenied();
    }
  }
}
