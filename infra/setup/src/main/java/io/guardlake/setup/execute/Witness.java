package io.guardlake.setup.execute;

import io.guardlake.setup.plan.SetupAction;

/** Is told of each action before it is tried and after, so that a journal can be kept. */
public interface Witness {
  Witness NONE =
      new Witness() {
        @Override
        public void begins(SetupAction action) {}

        @Override
        public void ends(Outcome outcome) {}
      };

  /** An action is about to be tried. Throwing stops the execution before it is. */
  void begins(SetupAction action);

  void ends(Outcome outcome);
}
