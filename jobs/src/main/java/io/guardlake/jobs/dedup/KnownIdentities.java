package io.guardlake.jobs.dedup;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

/** The identities that are in the tables already, in parts that can be read in parallel. */
public interface KnownIdentities extends Serializable {
  /**
   * The parts to read, each named by a short string that {@link #read} understands; none where
   * nothing is to be learnt. Called once, where the job starts.
   */
  List<String> parts() throws IOException;

  /** Gives every identity of one part to the consumer. */
  void read(String part, Consumer<Identity> consumer) throws IOException;

  /** Nothing to learn. */
  static KnownIdentities none() {
    return new KnownIdentities() {
      private static final long serialVersionUID = 1;

      @Override
      public List<String> parts() {
        return List.of();
      }

      @Override
      public void read(String part, Consumer<Identity> consumer) {
        throw new IllegalStateException("there is no part " + part);
      }
    };
  }
}
