package io.guardlake.schemas.finding;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the entries of one map; of one key the best source's first text counts. */
final class TextMap {
  private final Map<String, String> entries = new LinkedHashMap<>();
  private final int rank;

  /** The entries of other ranks, if there are any. */
  private TreeMap<Integer, Map<String, String>> byRank;

  /**
   * An empty map.
   *
   * @param rank of the source whose entry comes first
   */
  TextMap(int rank) {
    this.rank = rank;
  }

  /**
   * Takes an entry.
   *
   * @param rank the place of its source; the smallest wins
   */
  void put(int rank, String key, String text) {
    if (rank == this.rank) {
      entries.putIfAbsent(key, text);
      return;
    }

    if (byRank == null) {
      byRank = new TreeMap<>();
      byRank.put(this.rank, entries);
    }

    byRank.computeIfAbsent(rank, absent -> new LinkedHashMap<>()).putIfAbsent(key, text);
  }

  /** The map, which is given away. */
  Map<String, String> finished() {
    if (byRank == null) {
      return entries;
    }

    Map<String, String> best = new LinkedHashMap<>();
    byRank.values().forEach(ranked -> ranked.forEach(best::putIfAbsent));
    return best;
  }
}
