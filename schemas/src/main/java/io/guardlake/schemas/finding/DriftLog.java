package io.guardlake.schemas.finding;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Gathers what is unusual about one line, each path once, so that a line that is read twice or
 * rejected is not counted twice, and so that a hostile line cannot flood the listener.
 */
final class DriftLog {
  /** Paths past so many are reported as one. */
  static final int MAX_ENTRIES = 256;

  private final Set<FieldDrift> entries = new LinkedHashSet<>();
  private boolean full;

  void add(DriftListener.Kind kind, String path) {
    FieldDrift entry = new FieldDrift(kind, DriftPath.harmless(path));

    if (entries.size() < MAX_ENTRIES) {
      entries.add(entry);
    } else if (!entries.contains(entry)) {
      full = true;
    }
  }

  void clear() {
    entries.clear();
    full = false;
  }

  void report(DriftListener listener) {
    for (FieldDrift entry : entries) {
      listener.drifted(entry.kind(), entry.path());
    }

    if (full) {
      FieldDrift more = FieldDrift.morePaths();
      listener.drifted(more.kind(), more.path());
    }
  }
}
