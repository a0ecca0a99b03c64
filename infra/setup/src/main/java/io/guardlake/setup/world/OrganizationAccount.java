package io.guardlake.setup.world;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An account of the organization.
 *
 * @param path the names of the root and the organizational units above it, with slashes between
 * @param state as AWS Organizations calls it, such as ACTIVE or SUSPENDED
 */
public record OrganizationAccount(
    String id, String name, String path, SortedMap<String, String> tags, String state) {
  public OrganizationAccount {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(path, "path is null");
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    requireNonNull(state, "state is null");
  }
}
