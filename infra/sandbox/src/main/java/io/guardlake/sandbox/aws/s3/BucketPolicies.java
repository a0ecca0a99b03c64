package io.guardlake.sandbox.aws.s3;

import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.policy.KnownPrincipals;
import io.guardlake.sandbox.aws.policy.PolicyDocument;
import io.guardlake.sandbox.aws.policy.PolicyException;
import io.guardlake.sandbox.aws.world.AwsWorld;
import java.nio.charset.StandardCharsets;

/**
 * What S3 asks of a bucket's policy:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html and
 * https://repost.aws/knowledge-center/s3-invalid-principal-in-policy-error.
 */
final class BucketPolicies {
  private static final int MOST_BYTES = 20 * 1024;

  private final AwsWorld world;

  BucketPolicies(AwsWorld world) {
    this.world = world;
  }

  PolicyDocument read(String text, Bucket bucket) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new AwsError(
          400, "PolicyTooLarge", "Policy exceeds the maximum allowed document size.");
    }

    PolicyDocument policy;

    try {
      policy = PolicyDocument.parse(text);
    } catch (PolicyException notPolicy) {
      throw S3Errors.malformedPolicy(notPolicy.getMessage());
    }

    if (KnownPrincipals.unknownService(policy, world).isPresent()
        || KnownPrincipals.unknownIdentity(policy, world).isPresent()) {
      throw S3Errors.malformedPolicy("Invalid principal in policy");
    }

    if (!policy.resources().stream().allMatch(resource -> isOf(resource, bucket))) {
      throw S3Errors.malformedPolicy("Policy has invalid resource");
    }

    if (policy.isPublic() && blocksPublicPolicies(bucket)) {
      throw new AwsError(
          403,
          "AccessDenied",
          "User is not authorized to perform: s3:PutBucketPolicy because public policies are"
              + " prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
    }

    return policy;
  }

  private static boolean isOf(String resource, Bucket bucket) {
    return resource.equals(bucket.arn()) || resource.startsWith(bucket.arn() + "/");
  }

  private static boolean blocksPublicPolicies(Bucket bucket) {
    return bucket
        .setting(Setting.PUBLIC_ACCESS_BLOCK)
        .map(xml -> xml.contains("<BlockPublicPolicy>true</BlockPublicPolicy>"))
        .orElse(false);
  }
}
