package io.guardlake.schemas.finding;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Gathers what is unusual about one line, each path once, so that a line that is read twice or
 * rejected is not counted twice, and so that a hostile line cannot flood the listener.
 */
final class DriftLog {
  private static final int MAX_ENTRIES = 256;
  private static final int MAX_PATH = 200;

  private final Set<Entry> entries = new LinkedHashSet<>();

  private record Entry(DriftListener.Kind kind, String path) {}

  void add(DriftListener.Kind kind, String path) {
    if (entries.size() >= MAX_ENTRIES) {
      return;
    }

    String shortened = path.length() > MAX_PATH ? path.substring(0, MAX_PATH) + "..." : path;
    entries.add(new Entry(kind, Utf8.withoutLoneSurrogates(shortened)));
  }

  void clear() {
    entries.clear();
  }

  void report(DriftListener listener) {
    for (Entry entry : entries) {
      listener.drifted(entry.kind(), entry.path());
    }
  }
}
