package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The organization.
 *
 * @param featureSet ALL, or CONSOLIDATED_BILLING, with which nothing can be delegated
 * @param trustedServices the services that have access to it
 * @param accounts the active accounts, the management account's included, and their names
 */
public record OrganizationState(
    String id,
    String managementAccount,
    String featureSet,
    Set<String> trustedServices,
    SortedMap<String, String> accounts) {
  public OrganizationState {
    requireNonNull(id, "id is null");
    requireNonNull(managementAccount, "managementAccount is null");
    requireNonNull(featureSet, "featureSet is null");
    trustedServices = Set.copyOf(trustedServices);
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
  }
}
