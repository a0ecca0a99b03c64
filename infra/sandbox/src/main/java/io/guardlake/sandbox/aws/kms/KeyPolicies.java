package io.guardlake.sandbox.aws.kms;

import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.policy.Decision;
import io.guardlake.sandbox.aws.policy.KnownPrincipals;
import io.guardlake.sandbox.aws.policy.PolicyDocument;
import io.guardlake.sandbox.aws.policy.PolicyException;
import io.guardlake.sandbox.aws.policy.PolicyRequest;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What KMS asks of a key's policy:
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html and the messages
 * of https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html as users met them.
 */
final class KeyPolicies {
  private static final int MOST_BYTES = 32 * 1024;

  private final AwsWorld world;

  KeyPolicies(AwsWorld world) {
    this.world = world;
  }

  /** The policy of a key that was made without one. */
  String standard(String account) {
    return """
    {
      "Version" : "2012-10-17",
      "Id" : "key-default-1",
      "Statement" : [ {
        "Sid" : "Enable IAM User Permissions",
        "Effect" : "Allow",
        "Principal" : {
          "AWS" : "arn:%s:iam::%s:root"
        },
        "Action" : "kms:*",
        "Resource" : "*"
      } ]
    }\
    """
        .formatted(world.partition().id(), account);
  }

  void put(KmsKey key, String text, Caller caller, boolean lockoutAllowed) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new AwsError(
          400, "LimitExceededException", "The policy exceeds the maximum size of 32768 bytes.");
    }

    PolicyDocument policy = parse(text);
    PolicyRequest again =
        new PolicyRequest(
            new PolicyRequest.Principal.Identity(caller),
            "kms:PutKeyPolicy",
            key.arn(),
            Map.of("kms:CallerAccount", caller.account()));

    if (!lockoutAllowed && policy.decide(again) != Decision.ALLOWED) {
      throw malformed(
          "The new key policy will not allow you to update the key policy in the future.");
    }

    key.policy().put(Optional.of(policy), world.now());
  }

  private PolicyDocument parse(String text) {
    PolicyDocument policy;

    try {
      policy = PolicyDocument.parse(text);
    } catch (PolicyException notPolicy) {
      throw malformed(notPolicy.getMessage());
    }

    if (KnownPrincipals.unknownService(policy, world).isPresent()) {
      throw malformed("Policy contains a statement with one or more invalid service principals.");
    }

    if (KnownPrincipals.unknownIdentity(policy, world).isPresent()) {
      throw malformed("Policy contains a statement with one or more invalid principals.");
    }

    return policy;
  }

  private static AwsError malformed(String message) {
    return new AwsError(400, "MalformedPolicyDocumentException", message);
  }
}
