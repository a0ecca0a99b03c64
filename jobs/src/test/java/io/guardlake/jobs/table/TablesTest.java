package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
  @TempDir Path directory;

  @Test
  void makesTablesOfFormatTwoWhereTheOutputIs() throws Exception {
    try (TestOutput output = new TestOutput(directory)) {
      Table table = output.table();

      assertThat(table.location()).isEqualTo(output.settings().warehouse() + "/guardlake/findings");
      assertThat(table.properties())
          .containsEntry("write.metadata.delete-after-commit.enabled", "true")
          .doesNotContainEntry("gc.enabled", "false");
      assertThat(org.apache.iceberg.TableUtil.formatVersion(table)).isEqualTo(2);
      assertThat(table.schema().columns())
          .extracting(Types.NestedField::name)
          .hasSameElementsAs(
              List.of(FindingColumn.values()).stream().map(FindingColumn::sqlName).toList());
      assertThat(table.spec().fields())
          .extracting(field -> field.name() + " " + field.transform())
          .containsExactly("severity identity", "updated_at_day day");
    }
  }

  @Test
  void findsTheTableThatIsThere() throws Exception {
    try (TestOutput first = new TestOutput(directory);
        TestOutput second = new TestOutput(directory)) {
      assertThat(second.table().uuid()).isEqualTo(first.table().uuid());
    }
  }

  @Test
  void severalAtOnceMakeOneTable() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);

    try {
      List<Future<String>> tables = new ArrayList<>();

      for (int i = 0; i < 4; i++) {
        tables.add(
            threads.submit(
                () -> {
                  try (TestOutput output = new TestOutput(directory)) {
                    return output.table().uuid().toString();
                  }
                }));
      }

      List<String> ids = new ArrayList<>();

      for (Future<String> table : tables) {
        ids.add(table.get());
      }

      assertThat(ids).containsOnly(ids.get(0));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void addsMissingColumnsToAnOlderTable() throws Exception {
    CatalogSettings settings = settings();
    TableDefinition old =
        new TableDefinition(
            "findings",
            FindingsTable.DEFINITION.columns().subList(0, 110),
            FindingColumn.SEVERITY,
            FindingColumn.UPDATED_AT);

    try (OpenCatalog catalog = Catalogs.open(settings)) {
      List<io.guardlake.schemas.table.TableColumn> requiredLater =
          List.<io.guardlake.schemas.table.TableColumn>copyOf(FindingsTable.DEFINITION.columns())
              .subList(110, FindingColumn.values().length)
              .stream()
              .filter(io.guardlake.schemas.table.TableColumn::required)
              .toList();
      Schema schema = withRequired(old, requiredLater);
      Tables.ensure(catalog, old);
      Table table = catalog.table("findings");
      table.updateSchema().allowIncompatibleChanges().unionByNameWith(schema).commit();
    }

    try (TestOutput output = new TestOutput(directory)) {
      assertThat(output.table().schema().columns()).hasSize(FindingColumn.values().length);
      CommittableFile file = output.file(new SampleRows(1));
      assertThat(parquetSchema(file).getType("process_pid").getId().intValue())
          .isEqualTo(output.table().schema().findField("process_pid").fieldId());
    }
  }

  @Test
  void rowsOfBeforeAColumnWasAddedHaveNullInIt() throws Exception {
    int before = FindingColumn.values().length;

    try (TestOutput output = new TestOutput(directory)) {
      CommittableFile old = output.file(new SampleRows(1));
      new TableAppender(
              output.table(), null, TestOutput.nothingErased(output.table()), Duration.ofMillis(1))
          .append(new PendingCommit("w", 1, PendingCommit.NO_SNAPSHOT, List.of(old)));
      output.table().updateSchema().deleteColumn("process_pid").commit();
      assertThat(output.table().schema().columns()).hasSize(before - 1);
    }

    try (TestOutput output = new TestOutput(directory)) {
      Types.NestedField added = output.table().schema().findField("process_pid");
      assertThat(added.isOptional()).isTrue();
      assertThat(output.table().schema().columns()).hasSize(before);

      try (TableRowReader rows =
          TableRowReader.open(
              new FlinkFileIO().newInputFile(output.liveFiles().get(0)),
              FindingsTable.DEFINITION,
              output.table().schema())) {
        assertThat(rows.next().cell(FindingColumn.PROCESS_PID)).isNull();
      }
    }
  }

  @Test
  void refusesATableOfANewerVersion() throws Exception {
    try (TestOutput output = new TestOutput(directory)) {
      output.table().updateSchema().addColumn("from_the_future", Types.LongType.get()).commit();
    }

    assertThatThrownBy(() -> new TestOutput(directory))
        .isInstanceOf(NewerOutputException.class)
        .hasMessageContaining("The table findings at")
        .hasMessageContaining("does not know: from_the_future")
        .hasMessageContaining("use that one");
  }

  @Test
  void filesCarryTheIdsOfTheTableNotOfTheDefinition() throws Exception {
    try (TestOutput output = new TestOutput(directory)) {
      CommittableFile file = output.file(new SampleRows(1));
      Schema schema = output.table().schema();
      MessageType parquet = parquetSchema(file);

      for (Types.NestedField column : schema.columns()) {
        assertThat(parquet.getType(column.name()).getId().intValue()).isEqualTo(column.fieldId());
      }

      Types.NestedField ips = schema.findField("all_ips");
      assertThat(parquet.getType("all_ips", "list", "element").getId().intValue())
          .isEqualTo(ips.type().asListType().elementId())
          .isNotEqualTo(TableDefinition.elementId(FindingColumn.ALL_IPS));
      Types.MapType tags = schema.findField("resource_tags").type().asMapType();
      assertThat(parquet.getType("resource_tags", "key_value", "key").getId().intValue())
          .isEqualTo(tags.keyId());
      assertThat(parquet.getType("resource_tags", "key_value", "value").getId().intValue())
          .isEqualTo(tags.valueId());
      DataFile data = file.dataFile(output.table().spec());
      assertThat(data.lowerBounds()).containsKey(schema.findField("updated_at").fieldId());
    }
  }

  @Test
  void refusesATableOfAnotherPartitioning() throws Exception {
    try (OpenCatalog catalog = Catalogs.open(settings())) {
      Tables.ensure(catalog, QuarantineTable.DEFINITION);
      TableDefinition other =
          new TableDefinition("quarantine", QuarantineTable.DEFINITION.columns(), null, null);

      assertThatThrownBy(() -> Tables.ensure(catalog, other))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("partitioned by [quarantined_at_day=day] instead of []");
    }
  }

  @Test
  void aMissingCatalogGivesASentence() {
    assertThatThrownBy(() -> Catalogs.openExisting(settings()))
        .isInstanceOf(MissingOutputException.class)
        .hasMessage(
            "There is no catalog at %s; check --output, or run ingest or backfill into it first.",
            directory.resolve("catalog.db"));
    assertThat(directory.resolve("catalog.db")).doesNotExist();
  }

  @Test
  void aMissingTableGivesASentence() throws Exception {
    try (OpenCatalog catalog = Catalogs.open(settings())) {
      assertThat(catalog.has("findings")).isFalse();
      assertThatThrownBy(() -> catalog.table("findings"))
          .isInstanceOf(MissingOutputException.class)
          .hasMessageContaining("has no table guardlake.findings");
    }
  }

  private CatalogSettings settings() {
    return CatalogSettings.parse(null, directory.toUri().toString(), "guardlake");
  }

  private static Schema withRequired(
      TableDefinition table, List<io.guardlake.schemas.table.TableColumn> more) {
    List<Types.NestedField> fields = new ArrayList<>(table.icebergSchema().columns());
    Schema all = FindingsTable.DEFINITION.icebergSchema();

    for (io.guardlake.schemas.table.TableColumn column : more) {
      fields.add(all.findField(column.fieldId()));
    }

    return new Schema(fields);
  }

  private static MessageType parquetSchema(CommittableFile file) throws Exception {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new ParquetInput(new FlinkFileIO().newInputFile(file.file().location())),
            ReadOptions.of(new ZstdCodecs(1)))) {
      return reader.getFileMetaData().getSchema();
    }
  }
}
