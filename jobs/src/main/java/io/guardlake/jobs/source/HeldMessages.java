package io.guardlake.jobs.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Messages whose objects are in no completed checkpoint yet, and when each must be kept hidden
 * again. A checkpoint covers what was received before its snapshot was taken.
 */
final class HeldMessages {
  private static final long NO_CHECKPOINT = -1;

  private final Map<String, Held> messages = new HashMap<>();

  /**
   * A message.
   *
   * @param renewAt when it must be kept hidden again, by the clock of {@link Background}
   */
  record Held(String id, String handle, long renewAt, long checkpoint) {
    Held renewed(long at) {
      return new Held(id, handle, at, checkpoint);
    }

    private Held coveredBy(long other) {
      return new Held(id, handle, renewAt, other);
    }
  }

  /** A message was received, perhaps again: its last handle counts. */
  void add(String id, String handle, long renewAt) {
    messages.put(id, new Held(id, handle, renewAt, NO_CHECKPOINT));
  }

  void snapshot(long checkpoint) {
    messages.replaceAll(
        (id, held) -> held.checkpoint() == NO_CHECKPOINT ? held.coveredBy(checkpoint) : held);
  }

  /** Gives up the messages that a completed checkpoint covers, by their handles. */
  List<String> completed(long checkpoint) {
    List<String> handles = new ArrayList<>();

    for (Iterator<Held> all = messages.values().iterator(); all.hasNext(); ) {
      Held held = all.next();

      if (held.checkpoint() != NO_CHECKPOINT && held.checkpoint() <= checkpoint) {
        handles.add(held.handle());
        all.remove();
      }
    }

    return handles;
  }

  List<Held> dueAt(long now) {
    return messages.values().stream().filter(held -> held.renewAt() - now <= 0).toList();
  }

  /** Messages are hidden until later; those that are gone or came anew meanwhile are let be. */
  void renewed(Collection<Held> renewed, long renewAt) {
    for (Held old : renewed) {
      messages.computeIfPresent(
          old.id(), (id, held) -> isSame(held, old) ? held.renewed(renewAt) : held);
    }
  }

  /** A handle is good for nothing any more. */
  void expired(Held old) {
    messages.computeIfPresent(old.id(), (id, held) -> isSame(held, old) ? null : held);
  }

  private static boolean isSame(Held one, Held other) {
    return one.handle().equals(other.handle());
  }

  int size() {
    return messages.size();
  }
}
