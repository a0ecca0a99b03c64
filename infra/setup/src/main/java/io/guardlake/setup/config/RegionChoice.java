package io.guardlake.setup.config;

import java.util.List;

/**
 * The regions to export from.
 *
 * @param include these alone; empty: each that is enabled for the security account
 * @param exclude never these
 */
public record RegionChoice(List<String> include, List<String> exclude) {
  public RegionChoice {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** Whether a region that is enabled for the account is chosen. */
  public boolean chooses(String region) {
    return (include.isEmpty() || include.contains(region)) && !exclude.contains(region);
  }
}
