package io.guardlake.setup.text;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.execute.Outcome;
import io.guardlake.setup.execute.Outcome.State;
import io.guardlake.setup.run.Application;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the doing of a plan ended: a line a region, and a sentence for each thing that failed. */
public final class ApplicationText {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ApplicationText() {}

  public static String of(Application application) {
    List<List<String>> rows = new ArrayList<>();
    application
        .execution()
        .matrix()
        .forEach(
            (region, outcomes) ->
                rows.add(
                    List.of(
                        region.isEmpty() ? "(all)" : region,
                        count(outcomes, State.DONE),
                        count(outcomes, State.FAILED),
                        count(outcomes, State.SKIPPED))));
    StringBuilder text = new StringBuilder();

    if (!rows.isEmpty()) {
      text.append(Grid.of(List.of("region", "done", "failed", "not tried"), rows)).append("\n\n");
    }

    application.execution().outcomes().stream()
        .filter(outcome -> outcome.state() == State.FAILED)
        .forEach(
            outcome ->
                text.append(
                    "FAILED %s%n      %s%n"
                        .formatted(outcome.action().describe(), outcome.sentence())));
    application.notes().forEach(note -> text.append("Note: ").append(note).append('\n'));
    application.journal().ifPresent(journal -> text.append("Journal: ").append(journal));
    return text.toString().stripTrailing();
  }

  private static String count(List<Outcome> outcomes, State state) {
    long count = outcomes.stream().filter(outcome -> outcome.state() == state).count();
    return count == 0 ? "" : Long.toString(count);
  }

  /** As one document. */
  public static String json(Application application) {
    ObjectNode root = MAPPER.createObjectNode().put("formatVersion", "1.0");
    root.put("whole", application.execution().isWhole());
    root.put("journal", application.journal().map(Path::toString).orElse(null));
    ArrayNode outcomes = root.putArray("outcomes");

    for (Outcome outcome : application.execution().outcomes()) {
      outcomes
          .addObject()
          .put("kind", outcome.action().kind())
          .put("region", outcome.action().region().orElse(null))
          .put("description", outcome.action().describe())
          .put("state", outcome.state().name())
          .put("sentence", outcome.sentence());
    }

    application.notes().forEach(root.putArray("notes")::add);
    return root.toPrettyString();
  }
}
