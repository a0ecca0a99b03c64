package io.guardlake.schemas.docs;

import io.guardlake.schemas.finding.ColumnGroup;
import io.guardlake.schemas.finding.ColumnSource;
import io.guardlake.schemas.finding.FindingColumn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Renders docs/reference/columns-by-source.md: the rules of reading from a text beside this class,
 * what each column takes from where from the columns' own sources.
 */
public final class ColumnsBySourceReference {
  private ColumnsBySourceReference() {}

  /** The whole page as Markdown. */
  public static String render() {
    StringBuilder page = new StringBuilder(rules());
    page.append("\n## Columns\n");
    ColumnGroup group = null;

    for (FindingColumn column : FindingColumn.values()) {
      if (column.group() != group) {
        group = column.group();
        page.append("\n### ").append(group.title()).append('\n');
      }

      column(page, column);
    }

    return page.toString();
  }

  private static void column(StringBuilder page, FindingColumn column) {
    page.append("\n#### ").append(column.sqlName()).append("\n\n");
    page.append(SqlTypes.name(column.type())).append(", ").append(ColumnSource.taking(column));
    page.append(". Found in: ").append(findings(ColumnSource.findings(column))).append(".\n\n");

    for (ColumnSource source : ColumnSource.of(column)) {
      page.append("1. ").append(source.isPath() ? "`" + source.text() + "`" : source.text());
      page.append('\n');
    }
  }

  private static String findings(Set<String> findings) {
    return findings.isEmpty() ? "every finding" : String.join(", ", findings);
  }

  private static String rules() {
    try (InputStream in =
        ColumnsBySourceReference.class.getResourceAsStream("columns-by-source.md")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("columns-by-source.md is not readable in the jar", e);
    }
  }
}
