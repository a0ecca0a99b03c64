package io.guardlake.schemas.yaml;

import static java.util.Objects.requireNonNull;

/**
 * One thing wrong with a file.
 *
 * @param line from 1
 * @param column from 1
 * @param field the path of the field, such as {@code bucket.prefix}; empty: the file as a whole
 * @param sentence what is wrong and what to write instead
 */
public record YamlProblem(int line, int column, String field, String sentence) {
  public YamlProblem {
    requireNonNull(field, "field is null");
    requireNonNull(sentence, "sentence is null");
  }

  /** In the form that editors follow: {@code file:line:column: field: sentence}. */
  public String in(String file) {
    String where = field.isEmpty() ? "" : field + ": ";
    return "%s:%d:%d: %s%s".formatted(file, line, column, where, sentence);
  }
}
