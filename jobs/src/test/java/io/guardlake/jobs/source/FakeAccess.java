package io.guardlake.jobs.source;

import io.guardlake.jobs.dedup.KnownIdentities;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Grants what a test says, and remembers what was wished. */
final class FakeAccess implements WriteAccess {
  private static final long serialVersionUID = 1;

  static final Map<String, Long> SNAPSHOTS = Map.of("findings", 77L);

  /** Static, because an access travels in a serialized form. */
  static final AtomicReference<Wish> WISHED = new AtomicReference<>();

  static final AtomicReference<Runnable> LOST = new AtomicReference<>();

  private final boolean mustLearn;
  private final KnownIdentities identities;
  private final Integer ownedFrom;
  private final String refusal;

  private FakeAccess(
      boolean mustLearn, KnownIdentities identities, Integer ownedFrom, String refusal) {
    this.mustLearn = mustLearn;
    this.identities = identities;
    this.ownedFrom = ownedFrom;
    this.refusal = refusal;
  }

  static FakeAccess goingOn() {
    return new FakeAccess(false, KnownIdentities.none(), null, null);
  }

  static FakeAccess learning(KnownIdentities identities) {
    return new FakeAccess(true, identities, null, null);
  }

  /** Days from this one on are another's. */
  static FakeAccess before(int day) {
    return new FakeAccess(false, KnownIdentities.none(), day, null);
  }

  static FakeAccess refusing(String sentence) {
    return new FakeAccess(false, KnownIdentities.none(), null, sentence);
  }

  @Override
  public WriteGrant claim(Wish wish, Runnable lost) throws IOException {
    WISHED.set(wish);
    LOST.set(lost);

    if (refusal != null) {
      throw new IOException(refusal);
    }

    return new Grant(ownedFrom == null ? wish.days() : wish.days().before(ownedFrom));
  }

  private final class Grant implements WriteGrant {
    private final DayRange days;

    Grant(DayRange days) {
      this.days = days;
    }

    @Override
    public DayRange days() {
      return days;
    }

    @Override
    public boolean mustLearn() {
      return mustLearn;
    }

    @Override
    public KnownIdentities identities() {
      return identities;
    }

    @Override
    public Map<String, Long> snapshots() {
      return SNAPSHOTS;
    }

    @Override
    public Map<String, Long> look(TableKnowledge known) {
      return Map.of("findings", 99L);
    }

    @Override
    public void close() {}
  }
}
