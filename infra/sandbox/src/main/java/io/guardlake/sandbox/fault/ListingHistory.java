package io.guardlake.sandbox.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The last answers to each listing, to be given again. */
final class ListingHistory {
  private static final int KEPT = 65;

  /** The newest answer first, by the request's target. */
  private final Map<String, Deque<String>> answers = new HashMap<>();

  synchronized void add(String target, String answer) {
    Deque<String> of = answers.computeIfAbsent(target, unseen -> new ArrayDeque<>());
    of.addFirst(answer);

    if (of.size() > KEPT) {
      of.removeLast();
    }
  }

  /** The answer so many requests before the newest, or the oldest there is. */
  synchronized String before(String target, int requestsAgo) {
    Iterator<String> newestFirst = answers.get(target).iterator();
    String answer = newestFirst.next();

    for (int i = 0; i < requestsAgo && newestFirst.hasNext(); i++) {
      answer = newestFirst.next();
    }

    return answer;
  }

  synchronized void clear() {
    answers.clear();
  }
}
