package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.config.AccountRole;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the setup looks at, at one moment.
 *
 * @param identities who the credentials of each account of the configuration are
 * @param organization absent: the security account belongs to none
 * @param regions each region that GuardDuty is in, by name
 * @param bucket absent, too, where the name is free
 * @param suppressions by region, the filters that archive findings before anyone sees them
 * @param rejectedPrincipals regions whose own GuardDuty principal KMS or S3 has refused to know
 */
public record World(
    Map<AccountRole, Seen<Identity>> identities,
    Seen<OrganizationState> organization,
    SortedMap<String, RegionState> regions,
    Seen<KeyState> key,
    Seen<BucketState> bucket,
    SortedMap<String, Seen<List<String>>> suppressions,
    Set<String> rejectedPrincipals) {
  public World {
    identities = Map.copyOf(identities);
    requireNonNull(organization, "organization is null");
    regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    requireNonNull(key, "key is null");
    requireNonNull(bucket, "bucket is null");
    suppressions = Collections.unmodifiableSortedMap(new TreeMap<>(suppressions));
    rejectedPrincipals = Set.copyOf(rejectedPrincipals);
  }
}
