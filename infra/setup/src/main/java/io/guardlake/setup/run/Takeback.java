package io.guardlake.setup.run;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.plan.SetupPlan;
import java.util.List;

/**
 * How what a journal tells of is taken back.
 *
 * @param plan what the setup does itself
 * @param commands what a person may want to run: the setup turns nothing off and deletes no key,
 *     bucket or detector
 */
public record Takeback(SetupPlan plan, List<String> commands) {
  public Takeback {
    requireNonNull(plan, "plan is null");
    commands = List.copyOf(commands);
  }
}
