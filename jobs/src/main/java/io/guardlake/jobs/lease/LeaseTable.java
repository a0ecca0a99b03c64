package io.guardlake.jobs.lease;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who holds a lease of a purpose, in the properties of a table. */
final class LeaseTable {
  private static final Logger LOGGER = LoggerFactory.getLogger(LeaseTable.class);

  private final AtomicProperties properties;
  private final String holderKey;
  private final String tokenKey;

  /**
   * @param table used by nobody else, because what it saw last is what a commit is made against
   */
  LeaseTable(Table table, AtomicProperties.Comparison comparison, String purpose) {
    this.properties = new AtomicProperties(table, comparison);
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
    Decision made = new Decision();
    AtomicProperties.Change<LeaseHeldException> put =
        now -> {
          made.holder = change.next(holder(now), lastToken(now));
          return made.holder.isEmpty() ? now : with(now, made.holder.get());
        };
    properties.change(put);
    return made.holder;
  }

  /** Takes a holder out, if it is still there. */
  void remove(LeaseHolder mine) {
    AtomicProperties.Change<RuntimeException> take =
        now -> holder(now).filter(mine::isSameAs).isPresent() ? without(now) : now;

    try {
      properties.change(take);
    } catch (IOException e) {
      LOGGER.debug("A lease was not given back", e);
    }
  }

  /** The holder now. */
  Optional<LeaseHolder> holder() {
    return holder(properties.current());
  }

  Optional<LeaseHolder> holder(Map<String, String> now) {
    return LeaseHolder.parse(now.get(holderKey));
  }

  private Map<String, String> with(Map<String, String> now, LeaseHolder holder) {
    Map<String, String> next = new HashMap<>(now);
    next.put(holderKey, holder.text());
    next.put(tokenKey, String.valueOf(holder.token()));
    return next;
  }

  private Map<String, String> without(Map<String, String> now) {
    Map<String, String> next = new HashMap<>(now);
    next.remove(holderKey);
    return next;
  }

  private long lastToken(Map<String, String> now) {
    OptionalLong kept =
        Optional.ofNullable(now.get(tokenKey)).stream().mapToLong(Long::parseLong).findAny();
    return Math.max(kept.orElse(0), holder(now).map(LeaseHolder::token).orElse(0L));
  }

  /** What the last attempt decided. */
  private static final class Decision {
    private Optional<LeaseHolder> holder = Optional.empty();
  }
}
