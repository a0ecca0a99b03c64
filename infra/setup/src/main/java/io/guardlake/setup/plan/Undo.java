package io.guardlake.setup.plan;

import static java.util.Objects.requireNonNull;

/** How an action is taken back. */
public sealed interface Undo {

  /** By another action, which the setup may do itself. */
  record By(SetupAction action) implements Undo {
    public By {
      requireNonNull(action, "action is null");
    }
  }

  /**
   * By a person alone: the setup turns no protection off and deletes no key, bucket or detector.
   *
   * @param command what to run
   */
  record ByHand(String command) implements Undo {
    public ByHand {
      requireNonNull(command, "command is null");
    }
  }

  /** Not at all, with the reason. */
  record Never(String why) implements Undo {
    public Never {
      requireNonNull(why, "why is null");
    }
  }
}
