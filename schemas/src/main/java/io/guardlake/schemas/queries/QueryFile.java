package io.guardlake.schemas.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the file of a saved query. It begins with comments: the question, an empty one, what the
 * answer shows, an empty one, and a line for each parameter,
 *
 * <pre>
 * -- :days integer, default 7: How many whole days back, UTC.
 * -- :address text, for example 198.51.100.7: The address,
 * --   as GuardDuty writes it.
 * </pre>
 *
 * <p>The rest of the file is the SQL.
 */
final class QueryFile {
  private static final Pattern PARAMETER =
      Pattern.compile(
          ":([a-z][a-z_]*) (integer|text|boolean|date), (default|for example) (.*?): (.+)");

  private QueryFile() {}

  static SavedQuery parse(String name, String file) {
    List<String> comments =
        file.lines().takeWhile(line -> line.startsWith("--")).map(QueryFile::uncommented).toList();
    String sql = String.join("\n", file.lines().skip(comments.size()).toList()).strip();

    if (comments.size() < 3 || !comments.get(1).isEmpty() || sql.isEmpty()) {
      throw new IllegalArgumentException(
          "The saved query %s must begin with its question, an empty comment and what its answer shows."
              .formatted(name));
    }

    List<String> meaning =
        comments.stream().skip(2).takeWhile(line -> !line.startsWith(":")).toList();
    List<QueryParameter> parameters =
        joined(comments.subList(2 + meaning.size(), comments.size())).stream()
            .map(line -> parameter(name, line))
            .toList();
    return new SavedQuery(
        name, comments.get(0), String.join("\n", meaning).strip(), parameters, sql);
  }

  /** The lines with those that are indented joined to the one before. */
  private static List<String> joined(List<String> lines) {
    List<String> joined = new ArrayList<>();

    for (String line : lines) {
      if (line.startsWith(" ")) {
        int last = joined.size() - 1;
        joined.set(last, joined.get(last) + " " + line.strip());
      } else {
        joined.add(line);
      }
    }

    return joined;
  }

  private static QueryParameter parameter(String query, String line) {
    Matcher matcher = PARAMETER.matcher(line);

    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "The saved query %s has a line that describes no parameter: %s".formatted(query, line));
    }

    String text = matcher.group(4).equals("''") ? "" : matcher.group(4);
    return new QueryParameter(
        matcher.group(1),
        ParameterType.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
        matcher.group(3).equals("default") ? text : null,
        text,
        matcher.group(5));
  }

  private static String uncommented(String line) {
    String text = line.substring("--".length());
    return text.startsWith(" ") ? text.substring(1) : text;
  }
}
