package io.guardlake.setup.text;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.setup.doctor.CheckResult;
import io.guardlake.setup.doctor.CheckResult.Level;
import java.util.List;

/** What the doctor found. */
public final class DoctorText {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private DoctorText() {}

  /** All that is not well, worst first as it comes, and how many checks passed. */
  public static String of(List<CheckResult> results) {
    StringBuilder text = new StringBuilder();

    for (Level level : List.of(Level.FAIL, Level.WARN, Level.SKIP)) {
      results.stream()
          .filter(result -> result.level() == level)
          .forEach(result -> add(text, result));
    }

    long passed = count(results, Level.PASS);
    return text.append(
            "%d passed, %d failed, %d to be looked at, %d could not be looked at."
                .formatted(
                    passed,
                    count(results, Level.FAIL),
                    count(results, Level.WARN),
                    count(results, Level.SKIP)))
        .toString();
  }

  private static void add(StringBuilder text, CheckResult result) {
    text.append(
        "%s %s %s: %s%n      %s%n"
            .formatted(
                result.level(), result.check(), result.subject(), result.evidence(), result.why()));

    if (!result.mend().isEmpty()) {
      text.append("      mend: ").append(result.mend()).append('\n');
    }

    text.append('\n');
  }

  private static long count(List<CheckResult> results, Level level) {
    return results.stream().filter(result -> result.level() == level).count();
  }

  /** As one document. */
  public static String json(List<CheckResult> results) {
    ObjectNode root = MAPPER.createObjectNode().put("formatVersion", "1.0");
    ArrayNode checks = root.putArray("checks");
    results.forEach(
        result ->
            checks
                .addObject()
                .put("check", result.check())
                .put("subject", result.subject())
                .put("level", result.level().name())
                .put("evidence", result.evidence())
                .put("why", result.why())
                .put("mend", result.mend()));
    return root.toPrettyString();
  }
}
