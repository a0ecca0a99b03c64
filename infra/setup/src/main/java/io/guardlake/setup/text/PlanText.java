package io.guardlake.setup.text;

import static java.util.stream.Collectors.joining;

import io.guardlake.setup.plan.EditPolicy;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.ManualStep;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.plan.Undo;
import io.guardlake.setup.policy.StatementDiff;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A plan for its reviewer: regions, actions with what they bring, policies by statement. */
public final class PlanText {
  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  public static String of(SetupPlan plan) {
    PlanText page = new PlanText();
    page.head(plan);
    page.regions(plan);
    page.actions(plan);
    page.manual(plan.manualSteps());
    page.sentences(
        "What stands in the way:",
        plan.obstacles().stream()
            .map(each -> each.region().map(region -> region + ": ").orElse("") + each.sentence())
            .toList());
    page.sentences("Notes:", plan.notes());
    page.foot(plan);
    return page.text.toString().stripTrailing();
  }

  private void head(SetupPlan plan) {
    text.append("Setup ").append(plan.setup()).append('\n');
    plan.accounts().forEach(line -> text.append("  ").append(line).append('\n'));
    text.append('\n');
  }

  private void regions(SetupPlan plan) {
    if (plan.regions().isEmpty()) {
      return;
    }

    text.append(
            Grid.of(
                List.of("region", "export", "what"),
                plan.regions().stream()
                    .map(each -> List.of(each.region(), word(each.kind()), each.sentence()))
                    .toList()))
        .append("\n\n");
  }

  private void actions(SetupPlan plan) {
    int number = 1;

    for (SetupAction action : plan.actions()) {
      text.append("%4d. %s%n".formatted(number++, action.describe()));
      text.append("      ").append(brings(action)).append('\n');

      if (action instanceof EditPolicy edit) {
        edit.diffs().forEach(this::diff);
      }
    }

    if (!plan.actions().isEmpty()) {
      text.append('\n');
    }
  }

  private static String brings(SetupAction action) {
    String effects =
        action.effects().stream().sorted().map(PlanText::sentence).collect(joining("; "));
    return effects.isEmpty() ? undo(action.undo()) : effects + "; " + undo(action.undo());
  }

  private static String sentence(Effect effect) {
    return switch (effect) {
      case IRREVERSIBLE -> "IRREVERSIBLE: what it does cannot be undone";
      case CHARGES -> "CHARGES: AWS begins to charge for it";
      case WEAKENS -> "WEAKENS protection";
      case REDIRECTS -> "REDIRECTS an export that goes elsewhere today";
      case INSTALLS_AGENTS -> "installs agents";
      case CHANGES_EVENTS -> "changes EventBridge and Detective too";
    };
  }

  private static String undo(Undo undo) {
    if (undo instanceof Undo.By) {
      return "taken back by apply --rollback";
    }

    if (undo instanceof Undo.ByHand hand) {
      return "taken back by hand: " + hand.command();
    }

    return "never taken back: " + ((Undo.Never) undo).why();
  }

  private void diff(StatementDiff diff) {
    text.append("      %s %s%n".formatted(word(diff.kind()), diff.sid()));
    diff.lines().forEach(line -> text.append("        ").append(line).append('\n'));
  }

  private void manual(List<ManualStep> steps) {
    for (ManualStep step : steps) {
      text.append("By hand: ").append(step.sentence()).append('\n');
      step.statements().forEach(each -> text.append(each.indent(2)));
      text.append('\n');
    }
  }

  private void sentences(String head, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }

    text.append(head).append('\n');
    sentences.forEach(each -> text.append("  - ").append(each).append('\n'));
    text.append('\n');
  }

  private void foot(SetupPlan plan) {
    List<String> charges = Charges.of(plan);
    sentences("What AWS begins to charge for:", charges);

    if (plan.actions().isEmpty()) {
      text.append(
          plan.obstacles().isEmpty() && plan.manualSteps().isEmpty()
              ? "Nothing to do: everything is as wished.\n"
              : "Nothing that the setup can do itself.\n");
      return;
    }

    Set<Effect> needed = plan.notAllowed(EnumSet.noneOf(Effect.class));
    text.append(
        "%d actions; plan %s%n"
            .formatted(plan.actions().size(), plan.fingerprint().substring(0, 16)));

    if (!needed.isEmpty()) {
      text.append(
          "To be allowed by name: --allow %s%n"
              .formatted(needed.stream().map(Enum::name).collect(joining(","))));
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
