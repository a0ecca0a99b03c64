package io.guardlake.schemas.finding;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source of a column, parsed: a path into the finding's JSON, and how its value is taken.
 *
 * @param path dotted, without array positions
 */
record SourcePath(String path, Rule rule) {
  /** How the value at a path is taken. */
  sealed interface Rule {
    /** As it is. */
    record Plain() implements Rule {}

    /** Only if a sibling has a value: {@code PATH where FIELD is VALUE}. */
    record Where(String field, String value) implements Rule {}

    /** A sibling's value in its place where there is none: {@code PATH or FIELD}. */
    record OrElse(String field) implements Rule {}

    /**
     * A path in the JSON object that the text at the path is: {@code PATH in the JSON text of
     * PATH}.
     */
    record Embedded(String path) implements Rule {
      /** The names on the inner path, outermost first. */
      List<String> names() {
        return List.of(path.split("\\."));
      }
    }

    /** The number of objects at the path: {@code the number of PATH}. */
    record Count() implements Rule {}
  }

  private static final String PATH = "([A-Za-z0-9:]+(?:\\.[A-Za-z0-9:]+)*)";
  private static final Pattern PLAIN = Pattern.compile(PATH);
  private static final Pattern WHERE = Pattern.compile(PATH + " where (\\w+) is (\\w+)");
  private static final Pattern OR_ELSE = Pattern.compile(PATH + " or (\\w+)");
  private static final Pattern EMBEDDED = Pattern.compile(PATH + " in the JSON text of " + PATH);
  private static final Pattern COUNT = Pattern.compile("the number of " + PATH);

  /** The parsed source, or nothing if it is a phrase. */
  static Optional<SourcePath> parse(String source) {
    Matcher plain = PLAIN.matcher(source);

    if (plain.matches()) {
      return Optional.of(new SourcePath(source, new Rule.Plain()));
    }

    Matcher where = WHERE.matcher(source);

    if (where.matches()) {
      return Optional.of(
          new SourcePath(where.group(1), new Rule.Where(where.group(2), where.group(3))));
    }

    Matcher orElse = OR_ELSE.matcher(source);

    if (orElse.matches()) {
      return Optional.of(new SourcePath(orElse.group(1), new Rule.OrElse(orElse.group(2))));
    }

    Matcher embedded = EMBEDDED.matcher(source);

    if (embedded.matches()) {
      return Optional.of(new SourcePath(embedded.group(2), new Rule.Embedded(embedded.group(1))));
    }

    Matcher count = COUNT.matcher(source);

    if (count.matches()) {
      return Optional.of(new SourcePath(count.group(1), new Rule.Count()));
    }

    return Optional.empty();
  }

  /** The names on the path, outermost first. */
  List<String> names() {
    return List.of(path.split("\\."));
  }
}
