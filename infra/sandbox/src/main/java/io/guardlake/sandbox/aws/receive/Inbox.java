package io.guardlake.sandbox.aws.receive;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a service took, and what it shall not take. Safe for use by several threads. */
public final class Inbox {
  private final List<Received> taken = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  /** Whose fault a refusal is, which tells whether another try helps. */
  public enum Fault {
    SENDER,
    SERVICE
  }

  /**
   * Why entries are not taken.
   *
   * @param code as the service spells it
   */
  record Rejection(String code, Fault fault) {}

  private static final class Refusal {
    private final Predicate<String> bodies;
    private final Rejection error;
    private int left;

    private Refusal(Predicate<String> bodies, Rejection error, int left) {
      this.bodies = bodies;
      this.error = error;
      this.left = left;
    }
  }

  /**
   * Does not take entries with such a body so often.
   *
   * @param code what the service says for it
   */
  public synchronized void refuse(Predicate<String> bodies, String code, Fault fault, int times) {
    requireNonNull(bodies, "bodies is null");
    refusals.add(new Refusal(bodies, new Rejection(code, fault), times));
  }

  public synchronized List<Received> taken() {
    return List.copyOf(taken);
  }

  /** Takes an entry, or says why not. */
  synchronized Optional<Rejection> take(Received received) {
    for (Iterator<Refusal> each = refusals.iterator(); each.hasNext(); ) {
      Refusal refusal = each.next();

      if (refusal.bodies.test(received.body())) {
        refusal.left--;

        if (refusal.left <= 0) {
          each.remove();
        }

        return Optional.of(refusal.error);
      }
    }

    taken.add(received);
    return Optional.empty();
  }
}
