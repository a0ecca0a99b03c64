package io.guardlake.jobs.source;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Which rows of the output's tables a job's state knows: all that the tables had at a snapshot, and
 * since then all that runs committed whose state this one goes on from.
 *
 * @param snapshots for each table a snapshot whose rows are all known, {@link #NO_SNAPSHOT} where
 *     it had none; empty where nothing is known
 * @param runs for each run before, oldest first, the last checkpoint whose rows are known
 */
public record TableKnowledge(Map<String, Long> snapshots, Map<String, Long> runs) {
  /** Stands for a table without a snapshot. */
  public static final long NO_SNAPSHOT = -1;

  /** Nothing is known. */
  public static final TableKnowledge NONE = new TableKnowledge(Map.of(), Map.of());

  /** Runs before these are forgotten, which at worst makes a job learn what it knows. */
  private static final int MOST_RUNS = 50;

  public TableKnowledge {
    snapshots = Map.copyOf(snapshots);
    // The order counts, which an immutable map would not keep.
    runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
  }

  /** The same runs, and other snapshots. */
  public TableKnowledge at(Map<String, Long> others) {
    return new TableKnowledge(others, runs);
  }

  /** The same, with all that a run commits up to a checkpoint. */
  public TableKnowledge with(String run, long checkpoint) {
    Map<String, Long> more = new LinkedHashMap<>(runs);
    more.remove(run);
    more.put(run, checkpoint);

    while (more.size() > MOST_RUNS) {
      more.remove(more.keySet().iterator().next());
    }

    return new TableKnowledge(snapshots, more);
  }

  /** Whether the rows of a commit are known, given who made it. */
  public boolean knows(String run, long checkpoint) {
    Long last = runs.get(run);
    return last != null && checkpoint <= last;
  }

  void write(DataOutputView out) throws IOException {
    write(snapshots, out);
    write(runs, out);
  }

  static TableKnowledge read(DataInputView in) throws IOException {
    return new TableKnowledge(readMap(in), readMap(in));
  }

  private static void write(Map<String, Long> map, DataOutputView out) throws IOException {
    out.writeInt(map.size());

    for (Map.Entry<String, Long> entry : map.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue());
    }
  }

  private static Map<String, Long> readMap(DataInputView in) throws IOException {
    Map<String, Long> map = new LinkedHashMap<>();
    int size = in.readInt();

    for (int i = 0; i < size; i++) {
      map.put(in.readUTF(), in.readLong());
    }

    return map;
  }
}
