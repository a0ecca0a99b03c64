package io.guardlake.setup.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What setup.yaml wishes for. What the file leaves out is empty here, and left as it is in AWS.
 *
 * @param name tells setups that share a bucket or key apart; part of the Sid of every statement of
 *     ours
 * @param organization empty: the security account alone
 * @param readers the ARNs of the roles that read the export, all others removed from our
 *     statements; an empty list: none
 * @param queue the ARN of the SQS queue that is told of new objects
 */
public record SetupConfig(
    String name,
    Accounts accounts,
    Optional<OrganizationWish> organization,
    RegionChoice regions,
    Optional<ExportFrequency> frequency,
    BucketWish bucket,
    KeyWish key,
    List<FeatureWish> features,
    Optional<List<String>> readers,
    Optional<String> queue) {
  public SetupConfig {
    requireNonNull(name, "name is null");
    requireNonNull(accounts, "accounts is null");
    requireNonNull(organization, "organization is null");
    requireNonNull(regions, "regions is null");
    requireNonNull(frequency, "frequency is null");
    requireNonNull(bucket, "bucket is null");
    requireNonNull(key, "key is null");
    features = List.copyOf(features);
    readers = readers.map(List::copyOf);
    requireNonNull(queue, "queue is null");
  }

  /** The id of the account that owns the bucket. */
  public String bucketAccount() {
    return accounts.in(bucket.owner()).orElseThrow().id();
  }

  /** The id of the account that owns the key. */
  public String keyAccount() {
    if (key instanceof KeyWish.ExistingKey existing) {
      return existing.arn().account();
    }

    return accounts.in(((KeyWish.NewKey) key).owner()).orElseThrow().id();
  }
}
