package io.guardlake.schemas.queries;

import java.util.Locale;

/** Renders docs/reference/saved-queries.md from the files of the saved queries. */
final class SavedQueriesReference {
  private SavedQueriesReference() {}

  static String render() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Saved queries

        Made from the files in `schemas/src/main/resources/io/guardlake/schemas/queries`: change them there, not
        here. Each runs on Athena (engine version 3, which is Trino) and in `guardlake query` (DuckDB) with the same
        text:

        ```
        guardlake query --output URI --list
        guardlake query --output URI --saved critical_recent --param days=30
        guardlake query --saved critical_recent --param days=30 --print
        ```

        `--print` prints the text with its values in place, to paste into Athena, and asks nothing. Sample findings
        are left out unless a query says otherwise. Days are whole days of UTC, back from today, and narrow what is
        read to the files of those days.

        | question | name |
        | --- | --- |
        """);

    for (SavedQuery query : SavedQueries.all()) {
      page.append("| [%s](#%s) | `%s` |\n".formatted(query.title(), query.name(), query.name()));
    }

    SavedQueries.all().forEach(query -> append(page, query));
    return page.toString();
  }

  private static void append(StringBuilder page, SavedQuery query) {
    page.append("\n## ")
        .append(query.name())
        .append("\n\n**")
        .append(query.title())
        .append("**\n\n");
    page.append(query.meaning()).append("\n\n");
    page.append("| parameter | type | if left out | meaning |\n| --- | --- | --- | --- |\n");

    for (QueryParameter parameter : query.parameters()) {
      String missing =
          parameter
              .defaultValue()
              .map(text -> text.isEmpty() ? "the empty text" : "`" + text + "`")
              .orElse("must be given, for example `" + parameter.example() + "`");
      page.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  parameter.name(),
                  parameter.type().name().toLowerCase(Locale.ROOT),
                  missing,
                  parameter.meaning()));
    }

    page.append("\n<details><summary>SQL</summary>\n\n```sql\n")
        .append(query.sql())
        .append("\n```\n\n</details>\n");
  }
}
