package io.guardlake.jobs.source;

import java.util.Locale;

/** Why a message, or one event of it, brings no object to read. */
enum NotOurs {
  /** The message is left to the queue's redrive policy. */
  UNREADABLE,
  OTHER_BUCKET,
  /** In one of our buckets, outside every source's prefix. */
  OTHER_PREFIX,
  /** Below a source, with a name that no export has. */
  FOREIGN_KEY,
  MARKER,
  /** Anything but the creation of an object. */
  OTHER_EVENT,
  TEST_EVENT,
  /** Of an export day that listing would not show either. */
  OTHER_DAY;

  /** The name in metrics. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
