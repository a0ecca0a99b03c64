package io.guardlake.setup.config;

import static java.util.Objects.requireNonNull;

/**
 * One thing wrong with setup.yaml.
 *
 * @param line from 1
 * @param column from 1
 * @param field the path of the field, such as {@code bucket.prefix}; empty: the file as a whole
 * @param sentence what is wrong and what to write instead
 */
public record ConfigProblem(int line, int column, String field, String sentence) {
  public ConfigProblem {
    requireNonNull(field, "field is null");
    requireNonNull(sentence, "sentence is null");
  }

  /** In the form that editors follow: {@code file:line:column: field: sentence}. */
  String in(String file) {
    String where = field.isEmpty() ? "" : field + ": ";
    return "%s:%d:%d: %s%s".formatted(file, line, column, where, sentence);
  }
}
