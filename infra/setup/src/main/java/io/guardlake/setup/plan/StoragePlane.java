package io.guardlake.setup.plan;

import io.guardlake.setup.policy.PolicyEdit;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.QueueNotification;

/** Keys and buckets. Every call to S3 names the account that must own the bucket. */
public interface StoragePlane {

  /** Makes the key with its policy and marks it as the setup's, so that it is found again. */
  void createKey(KeyReference.ToBeMade key, String policy);

  void createAlias(KeyReference key, String alias);

  void rotate(KeyReference key);

  void createBucket(String bucket, String region);

  void guard(String bucket, BucketGuard guard);

  void encrypt(String bucket, KeyReference key);

  void putMarker(String bucket, String key, KeyReference encryption);

  /** Puts one rule by its id; all others stay. */
  void putLifecycleRule(String bucket, LifecycleRule rule);

  void removeLifecycleRule(String bucket, String id);

  /** Puts one notification by its id; all others stay. */
  void putNotification(String bucket, QueueNotification notification);

  void removeNotification(String bucket, String id);

  /**
   * Puts an edit to the policy as it is then, once its backup is kept.
   *
   * @param fingerprint what the policy must still be; else nothing is done
   */
  void editPolicy(PolicyTarget target, PolicyEdit edit, String fingerprint);

  /** Puts an edit to the policy, whatever it has become. */
  void editPolicy(PolicyTarget target, PolicyEdit edit);

  /** The ARN of a key, made by now. */
  String arn(KeyReference key);
}
