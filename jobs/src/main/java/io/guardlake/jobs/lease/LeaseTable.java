package io.guardlake.jobs.lease;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes who holds a lease, seen and replaced in one step: a commit succeeds only against the very
 * metadata that was looked at. Iceberg's own update of properties would look again and overwrite
 * what it then finds.
 */
final class LeaseTable {
  private static final Logger LOGGER = LoggerFactory.getLogger(LeaseTable.class);
  private static final int ATTEMPTS = 20;
  private static final int LONGEST_PAUSE_MILLIS = 500;

  private final TableOperations table;
  private final String holderKey;
  private final String tokenKey;

  /**
   * @param table used by nobody else, because what it saw last is what a commit is made against
   */
  LeaseTable(Table table, String purpose) {
    this.table = ((HasTableOperations) requireNonNull(table, "table is null")).operations();
    this.holderKey = "guardlake.lease." + purpose;
    this.tokenKey = holderKey + ".token";
  }

  /** What to put in place of the holder that is there now. */
  interface Change {
    /**
     * Decides who is to hold the lease.
     *
     * @param now the holder, if any
     * @param lastToken the greatest token that a holder had so far
     * @return the new holder, or empty to leave all as it is
     */
    Optional<LeaseHolder> next(Optional<LeaseHolder> now, long lastToken) throws LeaseHeldException;
  }

  /**
   * Makes a change, however many others change the table meanwhile.
   *
   * @return the new holder, or empty if nothing was to be changed
   */
  Optional<LeaseHolder> change(Change change) throws LeaseHeldException, IOException {
    RuntimeException last = null;

    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      TableMetadata base = table.refresh();
      Optional<LeaseHolder> next =
          change.next(holder(base.properties()), lastToken(base.properties()));

      if (next.isEmpty()) {
        return next;
      }

      Map<String, String> properties = new HashMap<>();
      properties.put(holderKey, next.get().text());
      properties.put(tokenKey, String.valueOf(next.get().token()));

      try {
        table.commit(base, TableMetadata.buildFrom(base).setProperties(properties).build());
        return next;
      } catch (CommitFailedException | CommitStateUnknownException e) {
        // Whether it got through after all, the next look tells: the change is asked again.
        LOGGER.debug("Attempt {} to change a lease failed", attempt, e);
        last = e;
      }

      pause();
    }

    throw new IOException(
        "The lease in the table's properties could not be changed in %d attempts: %s"
            .formatted(ATTEMPTS, last == null ? "" : last.getMessage()),
        last);
  }

  /** Takes a holder out, if it is still there. */
  void remove(LeaseHolder mine) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      TableMetadata base = table.refresh();

      if (holder(base.properties()).filter(mine::isSameAs).isEmpty()) {
        return;
      }

      try {
        table.commit(
            base, TableMetadata.buildFrom(base).removeProperties(Set.of(holderKey)).build());
        return;
      } catch (CommitFailedException | CommitStateUnknownException e) {
        LOGGER.debug("Attempt {} to give a lease back failed", attempt, e);
      }
    }
  }

  /** The holder now. */
  Optional<LeaseHolder> holder() {
    return holder(table.refresh().properties());
  }

  Optional<LeaseHolder> holder(Map<String, String> properties) {
    return LeaseHolder.parse(properties.get(holderKey));
  }

  private long lastToken(Map<String, String> properties) {
    OptionalLong kept =
        Optional.ofNullable(properties.get(tokenKey)).stream().mapToLong(Long::parseLong).findAny();
    return Math.max(kept.orElse(0), holder(properties).map(LeaseHolder::token).orElse(0L));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Waiting for a lease was interrupted.", e);
    }
  }
}
