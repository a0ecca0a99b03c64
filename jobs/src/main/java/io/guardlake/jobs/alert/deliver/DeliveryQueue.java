package io.guardlake.jobs.alert.deliver;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.alert.rule.DeliveryWish;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The messages for one sink: which to send next, and what becomes of those that fail. Knows neither
 * a clock nor a network; every moment is milliseconds since the epoch.
 *
 * <p>A message that fails waits, longer each time, while others go on. It is given up when it
 * failed too often <em>while the sink took others</em>, so that one message that can never be taken
 * does not stay for ever, or when it is too old, so that a sink that takes nothing for a while
 * loses nothing. Where several different messages fail in a row the sink is left alone, longer each
 * time, and then tried with one message.
 */
final class DeliveryQueue {
  /** So many failures in a row are the sink's, not the message's. */
  static final int FAILURES_THAT_OPEN = 3;

  static final long FIRST_PAUSE = 500;
  static final long LONGEST_PAUSE = 30_000;

  private final DeliveryWish wish;
  private final BatchLimits limits;
  private final int mostWaiting;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Map<String, Waiting> underWay = new LinkedHashMap<>();
  private int requests;
  private long taken;
  private int failuresInARow;
  private long closedUntil;

  DeliveryQueue(DeliveryWish wish, BatchLimits limits, int mostWaiting) {
    this.wish = requireNonNull(wish, "wish is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.mostWaiting = mostWaiting;
  }

  /** Takes a message; what is given up for it is added to the dead letters. */
  void add(Message message, Collection<DeadLetter> dead) {
    if (waiting.containsKey(message.id()) || underWay.containsKey(message.id())) {
      return;
    }

    if (waiting.size() >= mostWaiting) {
      String detail = "%d messages were waiting for this sink already.".formatted(waiting.size());
      dead.add(new DeadLetter(message, DeadLetter.Reason.QUEUE_FULL, detail, 0));
      return;
    }

    waiting.put(message.id(), new Waiting(message));
  }

  /** Takes a message that a checkpoint kept, whatever the bound. */
  void restore(Message message) {
    waiting.put(message.id(), new Waiting(message));
  }

  /** The messages of the next request, which is then under way; empty where none is to be sent. */
  List<Message> next(long now) {
    boolean open = failuresInARow >= FAILURES_THAT_OPEN;

    if (requests >= (open ? 1 : wish.inFlight()) || (open && now < closedUntil)) {
      return List.of();
    }

    List<Message> batch = new ArrayList<>();
    long bytes = 0;
    Iterator<Waiting> each = waiting.values().iterator();

    while (each.hasNext() && batch.size() < (open ? 1 : limits.messages())) {
      Waiting candidate = each.next();

      if (candidate.notBefore > now) {
        continue;
      }

      bytes += candidate.message.body().length;

      if (!batch.isEmpty() && bytes > limits.bytes()) {
        break;
      }

      each.remove();
      candidate.sent++;
      underWay.put(candidate.message.id(), candidate);
      batch.add(candidate.message);
    }

    requests += batch.isEmpty() ? 0 : 1;
    return batch;
  }

  /** Takes the outcomes of a request, one a message. */
  void settle(List<Message> batch, List<Outcome> outcomes, long now, Collection<DeadLetter> dead) {
    requests--;
    boolean someTaken = false;
    long askedPause = 0;

    for (int i = 0; i < batch.size(); i++) {
      Waiting sent = underWay.remove(batch.get(i).id());
      Outcome outcome =
          i < outcomes.size()
              ? outcomes.get(i)
              : Outcome.later("The sink did not say what became of it.");

      if (outcome instanceof Outcome.Delivered) {
        taken++;
        someTaken = true;
      } else if (outcome instanceof Outcome.Refused refused) {
        // A sink that answers is there, even where it refuses.
        someTaken = true;
        dead.add(
            new DeadLetter(sent.message, DeadLetter.Reason.REFUSED, refused.detail(), sent.sent));
      } else if (outcome instanceof Outcome.Later later) {
        askedPause = Math.max(askedPause, later.after().toMillis());
        retry(sent, later, now, dead);
      }
    }

    failuresInARow = someTaken ? 0 : failuresInARow + 1;

    if (failuresInARow >= FAILURES_THAT_OPEN) {
      long pause = pause(failuresInARow - FAILURES_THAT_OPEN);
      closedUntil = now + Math.max(pause, askedPause);
    }
  }

  /** When {@link #next} may have something that it does not have now. */
  OptionalLong wakeAt() {
    if (waiting.isEmpty()) {
      return OptionalLong.empty();
    }

    long earliest = waiting.values().stream().mapToLong(each -> each.notBefore).min().orElseThrow();
    boolean open = failuresInARow >= FAILURES_THAT_OPEN;
    return OptionalLong.of(open ? Math.max(earliest, closedUntil) : earliest);
  }

  /** Whether the sink is being left alone. */
  boolean isOpen() {
    return failuresInARow >= FAILURES_THAT_OPEN;
  }

  /** All that is not settled, what is under way included, oldest first. */
  List<Message> unsettled() {
    List<Message> all = new ArrayList<>();
    underWay.values().forEach(each -> all.add(each.message));
    waiting.values().forEach(each -> all.add(each.message));
    return all;
  }

  int size() {
    return waiting.size() + underWay.size();
  }

  private void retry(Waiting sent, Outcome.Later later, long now, Collection<DeadLetter> dead) {
    sent.strikes += taken > sent.takenBefore || sent.sent == 1 ? 1 : 0;
    sent.takenBefore = taken;
    sent.detail = later.detail();
    sent.notBefore = now + Math.max(pause(sent.sent - 1), later.after().toMillis());

    if (sent.strikes >= wish.tries()) {
      dead.add(new DeadLetter(sent.message, DeadLetter.Reason.TRIES_SPENT, sent.detail, sent.sent));
    } else if (now - sent.message.firedAt() >= wish.giveUpAfter().toMillis()) {
      dead.add(new DeadLetter(sent.message, DeadLetter.Reason.TOO_LATE, sent.detail, sent.sent));
    } else {
      waiting.put(sent.message.id(), sent);
    }
  }

  private static long pause(int times) {
    return Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(times, 10));
  }
}
