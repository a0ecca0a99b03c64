package io.guardlake.jobs.source;

import io.guardlake.jobs.source.queue.QueueMessage;
import java.util.List;

/**
 * What a message brings.
 *
 * @param objects of our sources
 * @param notOurs a reason for each event that brings none
 * @param detail what is unreadable, or which place is not ours; fit for a log. Null where there is
 *     nothing to tell.
 */
record SortedMessage(
    QueueMessage message, List<Told> objects, List<NotOurs> notOurs, String detail) {
  /** An object of an export day. */
  record Told(int day, ExportObject object) {}

  SortedMessage {
    objects = List.copyOf(objects);
    notOurs = List.copyOf(notOurs);
  }

  boolean isUnreadable() {
    return notOurs.contains(NotOurs.UNREADABLE);
  }
}
