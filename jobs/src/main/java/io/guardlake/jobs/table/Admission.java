package io.guardlake.jobs.table;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;

/**
 * Which runs may commit to a table, as its properties say: {@code guardlake.writer.<run>} for each,
 * and the greatest token that any was admitted with. A run that is not listed is refused by the
 * very commit that it tries, however late it wakes.
 */
public final class Admission {
  /** The greatest token of any run that was admitted. */
  public static final String TOKEN = "guardlake.writers.token";

  private static final String PREFIX = "guardlake.writer.";
  private static final String SINCE = "guardlake.since.";

  private Admission() {}

  /** The property of a run. */
  public static String key(String run) {
    return PREFIX + run;
  }

  public static boolean isKey(String property) {
    return property.startsWith(PREFIX);
  }

  /** The run that a property is of. */
  public static String run(String key) {
    return key.substring(PREFIX.length());
  }

  public static boolean isAdmitted(Map<String, String> properties, String run) {
    return properties.containsKey(key(run));
  }

  /**
   * A snapshot of before the run was admitted: what another writer adds after it, the run may not
   * know. {@link PendingCommit#NO_SNAPSHOT} where there was none, or the run is not admitted.
   */
  static long since(Map<String, String> properties, String run) {
    return Long.parseLong(
        properties.getOrDefault(SINCE + run, String.valueOf(PendingCommit.NO_SNAPSHOT)));
  }

  /** The greatest token so far; 0 for none. */
  public static long token(Map<String, String> properties) {
    return Long.parseLong(properties.getOrDefault(TOKEN, "0"));
  }

  /**
   * The properties with a run admitted and every other taken out that is no writer any more.
   *
   * @param token the run's, which must be greater than that of the properties
   * @param writers all runs that are writers now, this one among them
   * @param now the table's snapshot of before this, or null
   */
  public static Map<String, String> admit(
      Map<String, String> properties, String run, long token, Set<String> writers, Snapshot now) {
    Map<String, String> next = new HashMap<>(properties);
    next.keySet().removeIf(key -> isKey(key) && !writers.contains(run(key)));
    next.keySet()
        .removeIf(key -> key.startsWith(SINCE) && !writers.contains(key.substring(SINCE.length())));
    next.put(
        SINCE + run, String.valueOf(now == null ? PendingCommit.NO_SNAPSHOT : now.snapshotId()));
    next.put(key(run), String.valueOf(token));
    next.put(TOKEN, String.valueOf(token));
    return next;
  }
}
