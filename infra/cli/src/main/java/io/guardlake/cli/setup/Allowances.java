package io.guardlake.cli.setup;

import io.guardlake.jobs.config.UsageException;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.SetupPlan;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a person allows by name, having read the plan. */
final class Allowances {
  @Option(
      names = "--allow",
      paramLabel = "KIND",
      split = ",",
      description =
          "Allow what cannot be undone (IRREVERSIBLE), begins to cost (CHARGES), protects less"
              + " (WEAKENS) or moves an export (REDIRECTS).")
  private List<Effect> allowed;

  /**
   * What was allowed.
   *
   * @throws UsageException when the plan needs more; nothing is done then
   */
  Set<Effect> enoughFor(SetupPlan plan) {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);

    if (allowed != null) {
      effects.addAll(allowed);
    }

    Set<Effect> missing = plan.notAllowed(effects);

    if (!missing.isEmpty()) {
      throw new UsageException(
          "Nothing was done: the plan has actions that must be allowed by name. Read them, then add --allow %s."
              .formatted(missing.stream().map(Enum::name).collect(Collectors.joining(","))));
    }

    return effects;
  }
}
