package io.guardlake.jobs.source.store;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts a store's requests by kind, from any thread. */
public final class StoreRequests {
  /** What was asked for. Published as a metric's tag. */
  public enum Kind {
    LIST,
    GET,
    HEAD;

    /** The published code, in snake_case. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Kind, LongAdder> sent = new EnumMap<>(Kind.class);
  private final Map<Kind, LongAdder> retried = new EnumMap<>(Kind.class);

  private volatile int lastStatus;

  public StoreRequests() {
    for (Kind kind : Kind.values()) {
      sent.put(kind, new LongAdder());
      retried.put(kind, new LongAdder());
    }
  }

  void sent(Kind kind, boolean again) {
    sent.get(kind).increment();

    if (again) {
      retried.get(kind).increment();
    }
  }

  void answered(int status) {
    lastStatus = status;
  }

  /** The HTTP status of the answer that came last; 0 before any. */
  public int lastStatus() {
    return lastStatus;
  }

  /** Requests sent, every try counted. */
  public long sent(Kind kind) {
    return sent.get(kind).sum();
  }

  /** Those of them that were a second or later try. */
  public long retried(Kind kind) {
    return retried.get(kind).sum();
  }
}
