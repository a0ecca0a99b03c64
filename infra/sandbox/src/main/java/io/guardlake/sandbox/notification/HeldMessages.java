package io.guardlake.sandbox.notification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Messages that wait to be overtaken by later ones. */
final class HeldMessages {
  private final List<Held> held = new ArrayList<>();
  private long sent;

  private record Held(long due, Message message) {}

  /** A message for a queue. */
  record Message(String queueUrl, String body) {}

  /** Holds a message until so many others have been sent. */
  void hold(Message message, int others) {
    held.add(new Held(sent + others, message));
  }

  /** Counts a message that was sent, and returns those that have waited long enough for it. */
  List<Message> afterOneSent() {
    sent++;
    return release(sent);
  }

  List<Message> all() {
    return release(Long.MAX_VALUE);
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  private List<Message> release(long position) {
    List<Held> due = held.stream().filter(each -> each.due() <= position).toList();
    held.removeAll(due);
    return due.stream().sorted(Comparator.comparingLong(Held::due)).map(Held::message).toList();
  }
}
