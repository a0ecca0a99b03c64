package io.guardlake.schemas.finding;

import java.io.Serializable;
import java.util.Set;

/**
 * What a reader refuses.
 *
 * @param maxLineBytes the longest line that is read
 * @param maxDepth the deepest nesting that is read; the finding itself is at depth 1
 * @param allowedAccounts the accounts whose findings are taken; empty: all
 */
public record ReaderLimits(int maxLineBytes, int maxDepth, Set<String> allowedAccounts)
    implements Serializable {
  /** 16 MiB a line, depth 100, every account. */
  public static final ReaderLimits DEFAULT = new ReaderLimits(16 << 20, 100, Set.of());

  public ReaderLimits {
    if (maxLineBytes < 1) {
      throw new IllegalArgumentException("maxLineBytes must be positive, not " + maxLineBytes);
    }

    if (maxDepth < 1) {
      throw new IllegalArgumentException("maxDepth must be positive, not " + maxDepth);
    }

    allowedAccounts = Set.copyOf(allowedAccounts);
  }

  /** The same limits for the findings of some accounts only; none means every account. */
  public ReaderLimits withAllowedAccounts(Set<String> accounts) {
    return new ReaderLimits(maxLineBytes, maxDepth, accounts);
  }
}
