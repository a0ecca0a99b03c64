package io.guardlake.schemas.athena;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.accounts.AccountsTable;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.archived.ArchivedTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.erased.ErasedTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.quarantine.SettledTable;
import io.guardlake.schemas.table.ColumnType;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.views.LatestSnapshotTable;
import io.guardlake.schemas.views.View;
import io.guardlake.schemas.views.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Statements for Athena, engine version 3. It takes one at a time. */
public final class AthenaDdl {
  /** The longest text of a statement, in bytes (Amazon Athena User Guide, "Service Quotas"). */
  public static final int LONGEST_STATEMENT = 262_144;

  private static final List<TableDefinition> TABLES =
      List.of(
          FindingsTable.DEFINITION,
          LatestSnapshotTable.DEFINITION,
          QuarantineTable.DEFINITION,
          SettledTable.DEFINITION,
          DriftTable.DEFINITION,
          DeadLetterTable.DEFINITION,
          ErasedTable.DEFINITION,
          AccountsTable.DEFINITION,
          ArchivedTable.DEFINITION);

  private AthenaDdl() {}

  /** The views of a database, each after those it is built on. */
  public static List<String> views(String database) {
    requireNonNull(database, "database is null");
    return Views.all().stream().map(view -> view(view, database)).toList();
  }

  /**
   * The tables of a database, for those who make them by hand before Guardlake first writes;
   * otherwise it makes them itself.
   *
   * @param location where the table of a name lies
   */
  public static List<String> tables(String database, UnaryOperator<String> location) {
    requireNonNull(database, "database is null");
    requireNonNull(location, "location is null");
    return TABLES.stream()
        .map(table -> table(table, database, location.apply(table.name())))
        .toList();
  }

  private static String view(View view, String database) {
    return "CREATE OR REPLACE VIEW \"%s\".\"%s\" AS\n%s"
        .formatted(database, view.name(), view.trino(database));
  }

  private static String table(TableDefinition table, String database, String location) {
    String columns =
        table.columns().stream()
            .map(column -> "  `%s` %s".formatted(column.sqlName(), type(column.type())))
            .collect(Collectors.joining(",\n"));
    List<String> partitions = new ArrayList<>();

    if (table.partitionByValue() != null) {
      partitions.add("`" + table.partitionByValue().sqlName() + "`");
    }

    if (table.partitionByDay() != null) {
      partitions.add("day(`" + table.partitionByDay().sqlName() + "`)");
    }

    String partitioned =
        partitions.isEmpty() ? "" : "PARTITIONED BY (" + String.join(", ", partitions) + ")\n";
    return """
    CREATE TABLE IF NOT EXISTS `%s`.`%s` (
    %s
    )
    %sLOCATION '%s'
    TBLPROPERTIES ('table_type' = 'ICEBERG', 'format' = 'parquet', 'write_compression' = 'zstd')\
    """
        .formatted(database, table.name(), columns, partitioned, location.replace("'", "''"));
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case STRING, UTF8 -> "string";
      case BINARY -> "binary";
      case BIGINT -> "bigint";
      case INT -> "int";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp";
      case STRING_LIST -> "array<string>";
      case STRING_MAP -> "map<string,string>";
    };
  }
}
