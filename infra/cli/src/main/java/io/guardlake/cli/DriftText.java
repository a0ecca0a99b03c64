package io.guardlake.cli;

import io.guardlake.cli.console.Escapes;
import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run's drift, for people and for programs, the most frequent first. */
final class DriftText {
  /** A person reads so many lines; the view {@code drift} has them all. */
  private static final int SHOWN = 10;

  private static final Comparator<Map.Entry<FieldDrift, Long>> MOST_FREQUENT =
      Map.Entry.<FieldDrift, Long>comparingByValue()
          .reversed()
          .thenComparing(entry -> entry.getKey().path())
          .thenComparing(entry -> entry.getKey().kind());

  private DriftText() {}

  /** The counts by path, kinds added up. */
  static Map<String, Long> byPath(Map<FieldDrift, Long> drift) {
    Map<String, Long> counts = new LinkedHashMap<>();
    sorted(drift)
        .forEach(entry -> counts.merge(entry.getKey().path(), entry.getValue(), Long::sum));
    return counts;
  }

  /** The most frequent, each with its kind, path and occurrences. */
  static List<Map<String, Object>> top(Map<FieldDrift, Long> drift) {
    return sorted(drift).stream().limit(SHOWN).map(DriftText::fields).toList();
  }

  /** Lines that each begin with a line separator; none without drift. */
  static String sentences(Map<FieldDrift, Long> drift) {
    StringBuilder text = new StringBuilder();

    sorted(drift).stream()
        .limit(SHOWN)
        .forEach(
            entry ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%n%s: %s (in %,d versions)",
                        meaning(entry.getKey().kind()),
                        Escapes.forTerminal(entry.getKey().path()),
                        entry.getValue())));

    if (drift.size() > SHOWN) {
      text.append(String.format(Locale.ROOT, "%n... and %,d more.", drift.size() - SHOWN));
    }

    if (!drift.isEmpty()) {
      text.append(
          String.format("%nguardlake query \"select * from drift\" shows all, with examples."));
    }

    return text.toString();
  }

  private static List<Map.Entry<FieldDrift, Long>> sorted(Map<FieldDrift, Long> drift) {
    return drift.entrySet().stream().sorted(MOST_FREQUENT).toList();
  }

  private static Map<String, Object> fields(Map.Entry<FieldDrift, Long> entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", entry.getKey().kind().code());
    fields.put("path", entry.getKey().path());
    fields.put("occurrences", entry.getValue());
    return fields;
  }

  private static String meaning(DriftListener.Kind kind) {
    return switch (kind) {
      case UNKNOWN_FIELD -> "Unknown field, kept in finding_json only";
      case UNEXPECTED_TYPE -> "A value of an unexpected type, kept in finding_json only";
      case DUPLICATE_KEY -> "A key that stands twice, the last one read";
      case MORE_PATHS -> "Drift of more paths than are told apart";
    };
  }
}
