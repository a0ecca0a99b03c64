package io.guardlake.jobs.lease;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a table's properties, seen and replaced in one step: a commit succeeds only against the
 * very metadata that was looked at. Iceberg's own update of properties would look again and
 * overwrite what it then finds.
 */
public final class AtomicProperties {
  private static final Logger LOGGER = LoggerFactory.getLogger(AtomicProperties.class);
  private static final int ATTEMPTS = 20;
  private static final int LONGEST_PAUSE_MILLIS = 500;

  private final TableOperations table;
  private final Comparison comparison;
  private final int longestPauseMillis;

  /** What a catalog compares before it replaces a table's metadata. */
  public enum Comparison {
    /** All of it, as sqlite, jdbc and Glue do. */
    METADATA,
    /**
     * The current snapshot, where one is added, and nothing where properties are changed, as REST
     * catalogs do. A change is then committed with an empty snapshot.
     */
    SNAPSHOTS
  }

  /**
   * For a catalog that compares all of the metadata.
   *
   * @param table used by nobody else, because what it saw last is what a commit is made against
   */
  public AtomicProperties(Table table) {
    this(table, Comparison.METADATA);
  }

  public AtomicProperties(Table table, Comparison comparison) {
    this(
        ((HasTableOperations) requireNonNull(table, "table is null")).operations(),
        comparison,
        LONGEST_PAUSE_MILLIS);
  }

  AtomicProperties(TableOperations table, Comparison comparison, int longestPauseMillis) {
    this.table = requireNonNull(table, "table is null");
    this.comparison = requireNonNull(comparison, "comparison is null");
    this.longestPauseMillis = longestPauseMillis;
  }

  /** What properties are to become. */
  public interface Change<E extends Exception> {
    /**
     * The properties as they are to be. Asked anew for each attempt, also after one whose answer
     * was lost.
     *
     * @param now as they are; returned unchanged, nothing is committed
     */
    Map<String, String> next(Map<String, String> now) throws E;
  }

  /** The properties now. */
  public Map<String, String> current() {
    return table.refresh().properties();
  }

  /**
   * Makes a change, however many others change the table meanwhile.
   *
   * @return the properties after it
   * @throws IOException if no attempt is known to have got through
   */
  public <E extends Exception> Map<String, String> change(Change<E> change) throws E, IOException {
    RuntimeException last = null;

    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      TableMetadata base = table.refresh();
      Map<String, String> now = base.properties();
      Map<String, String> next = change.next(now);

      if (next.equals(now)) {
        return now;
      }

      try {
        commit(base, next);
        return next;
      } catch (CommitFailedException
          | CommitStateUnknownException
          | EmptyAppend.OvertakenException e) {
        // Whether it got through after all, the next look tells: the change is asked again.
        LOGGER.debug("Attempt {} to change properties failed", attempt, e);
        last = e;
      }

      pause();
    }

    throw new IOException(
        "The properties of a table could not be changed in %d attempts: %s"
            .formatted(ATTEMPTS, last == null ? "" : last.getMessage()),
        last);
  }

  private void commit(TableMetadata base, Map<String, String> next) {
    if (comparison == Comparison.METADATA) {
      table.commit(base, replaced(base, next));
      return;
    }

    EmptyAppend append = new EmptyAppend(table, base, metadata -> replaced(metadata, next));
    new BaseTable(append, "properties").newFastAppend().commit();
  }

  private static TableMetadata replaced(TableMetadata before, Map<String, String> next) {
    Map<String, String> set = new HashMap<>(next);
    set.entrySet().removeAll(before.properties().entrySet());
    Set<String> removed = new HashSet<>(before.properties().keySet());
    removed.removeAll(next.keySet());
    TableMetadata.Builder builder = TableMetadata.buildFrom(before);

    if (!set.isEmpty()) {
      builder.setProperties(set);
    }

    if (!removed.isEmpty()) {
      builder.removeProperties(removed);
    }

    return builder.build();
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(longestPauseMillis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Waiting for a table's properties was interrupted.", e);
    }
  }
}
