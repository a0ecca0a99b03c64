package io.guardlake.jobs.table;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last checkpoint that each committer has committed to a table, kept in the table's properties
 * and changed by the very commit it tells of. It outlives the snapshots, which expire. A committer
 * commits its checkpoints in their order, so the last one stands for all before it.
 */
final class CommittedCheckpoints {
  private static final String PREFIX = "guardlake.committed.";
  private static final String SEPARATOR = ";";

  /** Committers whose last commit is older than those of so many others are forgotten. */
  private static final int MOST = 50;

  private final Map<String, Last> last = new HashMap<>();

  /** A checkpoint, and the table's sequence number when it was committed. */
  private record Last(long checkpoint, long sequence) {
    String text() {
      return checkpoint + SEPARATOR + sequence;
    }
  }

  private CommittedCheckpoints() {}

  static CommittedCheckpoints of(Map<String, String> properties) {
    CommittedCheckpoints all = new CommittedCheckpoints();
    properties.forEach(
        (key, value) -> {
          String[] parts = value.split(SEPARATOR, 2);

          if (key.startsWith(PREFIX) && parts.length == 2) {
            all.last.put(
                key.substring(PREFIX.length()),
                new Last(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
          }
        });
    return all;
  }

  /** Whether anything is known of a committer. */
  boolean knows(String writerId) {
    return last.containsKey(writerId);
  }

  /** Whether a commit was made, as far as this tells. */
  boolean has(PendingCommit commit) {
    Last known = last.get(commit.writerId());
    return known != null && commit.checkpointId() <= known.checkpoint();
  }

  /** The properties to set for a commit. */
  static Map<String, String> with(PendingCommit commit, long sequence) {
    return Map.of(PREFIX + commit.writerId(), new Last(commit.checkpointId(), sequence).text());
  }

  /** The properties of committers that are forgotten once another one commits. */
  List<String> forgotten(String committing) {
    return last.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(committing))
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Last> entry) -> entry.getValue().sequence())
                .reversed())
        .skip(MOST - 1L)
        .map(entry -> PREFIX + entry.getKey())
        .toList();
  }
}
