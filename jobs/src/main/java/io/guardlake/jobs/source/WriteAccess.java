package io.guardlake.jobs.source;

import io.guardlake.jobs.dedup.KnownIdentities;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/**
 * How a source gets the right to have its records written. Its enumerator asks before it looks for
 * anything, so that nothing is read by a job that may not write, and what the tables have is looked
 * up only once nobody else can add to it what this job will read.
 */
public interface WriteAccess extends Serializable {
  /**
   * Takes the right, which may take as long as a dead holder's lease lasts. Asked again by the same
   * run, after its job manager was lost, it is the same right.
   *
   * @param lost to be run, in any thread, if the right is lost later
   * @throws IOException with a sentence, if another writer holds it or the catalog does not answer
   */
  WriteGrant claim(Wish wish, Runnable lost) throws IOException;

  /**
   * What a source wants.
   *
   * @param days the export days that are to be this writer's
   * @param read the days that it will read, which may be fewer
   * @param known what the state it starts from knows of the tables
   * @param fresh whether it starts from no state
   */
  record Wish(DayRange days, DayRange read, TableKnowledge known, boolean fresh) {}

  /** A right that was given. Not given back when it is closed, but no longer renewed. */
  interface WriteGrant extends AutoCloseable {
    /** The days that may be read: those asked for, or the first of them. */
    DayRange days();

    /** Whether the tables have rows that the state may not know and that objects may repeat. */
    boolean mustLearn();

    /** What to learn then. */
    KnownIdentities identities();

    /** The newest snapshots of the tables when the right was given. */
    Map<String, Long> snapshots();

    /**
     * The newest snapshots now, if all rows added since what is known are known too; else what is
     * known. Blocks.
     */
    Map<String, Long> look(TableKnowledge known) throws IOException;

    @Override
    void close();
  }
}
