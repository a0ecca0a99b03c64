package io.guardlake.schemas.docs;

import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.erased.ErasedTable;
import io.guardlake.schemas.finding.ColumnGroup;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledOutcome;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.DriftView;
import io.guardlake.schemas.views.LatestSnapshotTable;
import io.guardlake.schemas.views.LatestView;
import io.guardlake.schemas.views.OpenQuarantineView;
import io.guardlake.schemas.views.View;
import io.guardlake.schemas.views.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Renders docs/reference/tables.md from the definitions of tables, columns and reasons. */
public final class TablesReference {
  private static final int SOURCES_SHOWN = 4;

  private TablesReference() {}

  /** The whole page as Markdown. */
  public static String render() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Tables

        Made from the code: change the columns there, not here. Times are UTC. A column that may be
        null is null where a finding does not have the value, or has it in a type that the column
        cannot take. Of several sources a single value is taken from the first that has one, and
        within an array from the first element that has one; lists and maps take what all sources
        have. [columns-by-source.md](columns-by-source.md) says exactly how each is read.

        """);
    findings(page);
    latest(page);
    latestSnapshot(page);
    quarantine(page);
    openQuarantine(page);
    drift(page);
    deadLetters(page);
    accounts(page);
    erased(page);
    otherViews(page);
    return page.toString();
  }

  private static void findings(StringBuilder page) {
    page.append("## findings\n\nEach distinct version of each finding, once. ");
    partitions(page, FindingsTable.DEFINITION);
    ColumnGroup group = null;

    for (FindingColumn column : FindingColumn.values()) {
      if (column.group() != group) {
        group = column.group();
        page.append("\n### ").append(group.title()).append("\n\n");
        page.append("| column | type | null | meaning | from |\n|---|---|---|---|---|\n");
      }

      cells(page, column).append(" | ").append(sources(column.sources())).append(" |\n");
    }
  }

  private static void latest(StringBuilder page) {
    page.append("\n## findings_latest\n\n");
    page.append(LatestView.MEANING).append("\n\n| column | type | meaning |\n|---|---|---|\n");

    for (LatestView.AddedColumn column : LatestView.ADDED_COLUMNS) {
      page.append("| ")
          .append(column.sqlName())
          .append(" | ")
          .append(SqlTypes.name(column.type()))
          .append(" | ")
          .append(column.meaning())
          .append(" |\n");
    }
  }

  private static void latestSnapshot(StringBuilder page) {
    TableDefinition table = LatestSnapshotTable.DEFINITION;
    page.append("\n## ").append(table.name()).append("\n\n");
    page.append(LatestSnapshotTable.MEANING).append("\n");
    partitions(page, table);
    page.append("\n| column | type | null | meaning |\n|---|---|---|---|\n");
    cells(page, LatestSnapshotTable.AS_OF).append(" |\n");
  }

  private static void quarantine(StringBuilder page) {
    page.append("\n## quarantine\n\nWhat could not become a finding, with the cause. ");
    partitions(page, QuarantineTable.DEFINITION);
    columns(page, QuarantineTable.DEFINITION);

    page.append("\n### Reasons\n\n| reason | meaning |\n|---|---|\n");

    for (QuarantineReason reason : QuarantineReason.values()) {
      page.append("| ").append(reason.code()).append(" | ").append(reason.meaning());
      page.append(" |\n");
    }
  }

  private static void openQuarantine(StringBuilder page) {
    page.append("\n## ").append(OpenQuarantineView.NAME).append("\n\n");
    page.append(OpenQuarantineView.MEANING)
        .append("\n\n| column | type | meaning |\n|---|---|---|\n");
    page.append(
        "| last_detail | STRING | What the last replay said of it; null: none tried it. |\n");
    page.append("| last_tried_at | TIMESTAMP | When that was, UTC. |\n");

    page.append("\n## ").append(SettledTable.DEFINITION.name()).append("\n\n");
    page.append(
        "What replays made of quarantine's rows. Of several rows of an id the newest counts. ");
    partitions(page, SettledTable.DEFINITION);
    columns(page, SettledTable.DEFINITION);
    page.append("\n### Outcomes\n\n| outcome | meaning |\n|---|---|\n");

    for (SettledOutcome outcome : SettledOutcome.values()) {
      page.append("| ").append(outcome.code()).append(" | ").append(outcome.meaning());
      page.append(" |\n");
    }
  }

  private static void drift(StringBuilder page) {
    page.append("\n## drift\n\n").append(DriftView.MEANING).append("\n");
    page.append("\n## drift_counts\n\nWhat the view drift adds up. ");
    partitions(page, DriftTable.DEFINITION);
    columns(page, DriftTable.DEFINITION);
  }

  private static void deadLetters(StringBuilder page) {
    page.append("\n## dead_letters\n\n");
    page.append("Alerts that a sink did not take, with why. ");
    partitions(page, DeadLetterTable.DEFINITION);
    columns(page, DeadLetterTable.DEFINITION);
  }

  private static void erased(StringBuilder page) {
    page.append("\n## erased\n\n").append(ErasedTable.MEANING).append("\n");
    columns(page, ErasedTable.DEFINITION);
  }

  private static void columns(StringBuilder page, TableDefinition table) {
    page.append("\n| column | type | null | meaning |\n|---|---|---|---|\n");

    for (TableColumn column : table.columns()) {
      cells(page, column).append(" |\n");
    }
  }

  private static void accounts(StringBuilder page) {
    page.append("\n## ").append(AccountsTable.DEFINITION.name()).append("\n\n");
    page.append(AccountsTable.MEANING).append("\n");
    columns(page, AccountsTable.DEFINITION);
    page.append("\n## ").append(ArchivedTable.DEFINITION.name()).append("\n\n");
    page.append(ArchivedTable.MEANING).append("\n");
    columns(page, ArchivedTable.DEFINITION);
  }

  /** The views that have no section of their own. */
  private static void otherViews(StringBuilder page) {
    Set<String> described = Set.of(LatestView.NAME, OpenQuarantineView.NAME, DriftView.NAME);

    for (View view : Views.all()) {
      if (!described.contains(view.name())) {
        page.append("\n## ").append(view.name()).append("\n\n");
        page.append(view.meaning()).append("\n");
      }
    }
  }

  private static void partitions(StringBuilder page, TableDefinition table) {
    List<String> fields = new ArrayList<>();

    if (table.partitionByValue() != null) {
      fields.add(table.partitionByValue().sqlName());
    }

    if (table.partitionByDay() != null) {
      fields.add("the day of " + table.partitionByDay().sqlName());
    }

    page.append("Partitioned by ").append(String.join(" and ", fields)).append(".\n");
  }

  private static StringBuilder cells(StringBuilder page, TableColumn column) {
    return page.append("| ")
        .append(column.sqlName())
        .append(" | ")
        .append(SqlTypes.name(column.type()))
        .append(" | ")
        .append(column.required() ? "never" : "may be")
        .append(" | ")
        .append(column.meaning());
  }

  /** A few sources as they are, many folded, so that the pivots do not drown the other columns. */
  private static String sources(List<String> sources) {
    String list = String.join("<br>", sources.stream().map(TablesReference::source).toList());

    if (sources.size() <= SOURCES_SHOWN) {
      return list;
    }

    return "<details><summary>%d places</summary>%s</details>".formatted(sources.size(), list);
  }

  private static String source(String source) {
    return source.contains(".") ? "`" + source + "`" : source;
  }
}
