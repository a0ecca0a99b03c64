package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.policy.Decision;
import io.guardlake.setup.policy.ExportGrant;
import io.guardlake.setup.policy.ExportRequests;
import io.guardlake.setup.policy.PolicyDocument;
import java.util.Optional;

/**
 * Key and bucket as they are once the plan is done.
 *
 * @param obstacle why nothing can be exported to them
 * @param keyPolicy empty where it cannot be read
 * @param bucketPolicy empty where it cannot be read
 */
record Storage(
    Optional<String> obstacle,
    KeyReference key,
    ExportGrant grant,
    Optional<PolicyDocument> keyPolicy,
    Optional<PolicyDocument> bucketPolicy) {
  Storage {
    requireNonNull(obstacle, "obstacle is null");
    requireNonNull(key, "key is null");
    requireNonNull(grant, "grant is null");
    requireNonNull(keyPolicy, "keyPolicy is null");
    requireNonNull(bucketPolicy, "bucketPolicy is null");
  }

  /** Why a region could not export even then. What cannot be read is not held against it. */
  Optional<String> refusal(String region, String detector) {
    if (obstacle.isPresent()) {
      return obstacle;
    }

    ExportRequests requests = new ExportRequests(grant);
    return keyPolicy
        .flatMap(policy -> requests.keyRefusal(policy, region, detector))
        .or(() -> bucketPolicy.flatMap(each -> requests.bucketRefusal(each, region, detector)))
        .map(Decision::explanation);
  }
}
