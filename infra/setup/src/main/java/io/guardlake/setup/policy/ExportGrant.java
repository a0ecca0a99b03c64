package io.guardlake.setup.policy;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.arn.Partition;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may do what for an export to work; all that our statements are made of.
 *
 * @param setup the setup's name
 * @param account the GuardDuty account: aws:SourceAccount, whoever owns the bucket and key
 * @param regions where its detectors are: the regions in aws:SourceArn, wherever the bucket is
 * @param regionalPrincipals the opt-in regions among them, whose GuardDuty has a name of its own
 * @param scope how the regions are written
 * @param keyPrefix what objects' keys begin with: empty, or folders and a slash
 * @param keyArn the key, or what stands for it until it is made
 * @param readers ARNs of roles
 */
public record ExportGrant(
    String setup,
    Partition partition,
    String account,
    SortedSet<String> regions,
    SortedSet<String> regionalPrincipals,
    SourceScope scope,
    String bucket,
    String bucketRegion,
    String bucketAccount,
    String keyPrefix,
    String keyArn,
    List<String> readers) {

  /** How the detectors are named in aws:SourceArn. */
  public enum SourceScope {
    /** Each region by name. */
    EACH_REGION,
    /** Any region of the account, where there is no room for each. */
    ANY_REGION
  }

  public ExportGrant {
    requireNonNull(setup, "setup is null");
    requireNonNull(partition, "partition is null");
    requireNonNull(account, "account is null");
    regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    regionalPrincipals = Collections.unmodifiableSortedSet(new TreeSet<>(regionalPrincipals));
    requireNonNull(scope, "scope is null");
    requireNonNull(bucket, "bucket is null");
    requireNonNull(bucketRegion, "bucketRegion is null");
    requireNonNull(bucketAccount, "bucketAccount is null");
    requireNonNull(keyPrefix, "keyPrefix is null");
    requireNonNull(keyArn, "keyArn is null");
    readers = List.copyOf(readers);
  }

  /** The same, with the regions written another way. */
  public ExportGrant in(SourceScope other) {
    return new ExportGrant(
        setup,
        partition,
        account,
        regions,
        regionalPrincipals,
        other,
        bucket,
        bucketRegion,
        bucketAccount,
        keyPrefix,
        keyArn,
        readers);
  }
}
