package io.guardlake.setup.aws;

import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.plan.KeyReference;
import io.guardlake.setup.plan.PolicyTarget;
import io.guardlake.setup.plan.StoragePlane;
import io.guardlake.setup.policy.PolicyEdit;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.world.BucketGuard;
import io.guardlake.setup.world.LifecycleRule;
import io.guardlake.setup.world.QueueNotification;
import java.util.Optional;

/** The key and the bucket themselves. */
final class SdkStorage implements StoragePlane {
  private final SdkKey keys;
  private final SdkBucket buckets;
  private final PolicyEditor editor;

  SdkStorage(
      AwsClients clients,
      SetupConfig config,
      Patience patience,
      Backups backups,
      RejectedPrincipals rejected) {
    this.keys = new SdkKey(clients, config, rejected);
    this.buckets = new SdkBucket(clients, config);
    this.editor = new PolicyEditor(patience, backups, rejected);
  }

  @Override
  public void createKey(KeyReference.ToBeMade key, String policy) {
    keys.create(key, policy);
  }

  @Override
  public void createAlias(KeyReference key, String alias) {
    keys.name(arn(key), alias);
  }

  @Override
  public void rotate(KeyReference key) {
    keys.rotate(arn(key));
  }

  @Override
  public void createBucket(String bucket, String region) {
    buckets.create(bucket, region);
  }

  @Override
  public void guard(String bucket, BucketGuard guard) {
    buckets.guard(bucket, guard);
  }

  @Override
  public void encrypt(String bucket, KeyReference key) {
    buckets.encrypt(bucket, arn(key));
  }

  @Override
  public void putMarker(String bucket, String key, KeyReference encryption) {
    buckets.putMarker(bucket, key, arn(encryption));
  }

  @Override
  public void putLifecycleRule(String bucket, LifecycleRule rule) {
    buckets.putLifecycleRule(bucket, rule);
  }

  @Override
  public void removeLifecycleRule(String bucket, String id) {
    buckets.removeLifecycleRule(bucket, id);
  }

  @Override
  public void putNotification(String bucket, QueueNotification notification) {
    buckets.putNotification(bucket, notification);
  }

  @Override
  public void removeNotification(String bucket, String id) {
    buckets.removeNotification(bucket, id);
  }

  @Override
  public void editPolicy(PolicyTarget target, PolicyEdit edit, String fingerprint) {
    editor.edit(target, store(target), edit, Optional.of(fingerprint));
  }

  @Override
  public void editPolicy(PolicyTarget target, PolicyEdit edit) {
    editor.edit(target, store(target), edit, Optional.empty());
  }

  private PolicyEditor.Store store(PolicyTarget target) {
    return target.kind() == PolicyKind.KEY
        ? keys.policyOf(target.resource())
        : buckets.policyOf(target.resource());
  }

  @Override
  public String arn(KeyReference key) {
    return key instanceof KeyReference.ToBeMade made ? keys.made(made) : key.text();
  }
}
