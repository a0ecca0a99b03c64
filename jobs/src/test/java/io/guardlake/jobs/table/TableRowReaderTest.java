package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRowReaderTest {
  private static final Schema SCHEMA = EveryType.TABLE.icebergSchema();
  private static final int ROWS = 3000;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("test.parquet");
  }

  @Test
  void readsBackEveryCellOfManyRowGroupsAndPages() throws Exception {
    List<TableRow> rows = rows();
    write(EveryType.TABLE, rows);

    List<TableRow> read = read(EveryType.TABLE, EveryType.TABLE.columns());

    assertThat(read).hasSize(ROWS);

    for (int i = 0; i < ROWS; i++) {
      for (EveryType column : EveryType.values()) {
        assertThat(read.get(i).cell(column))
            .as("row %d %s", i, column)
            .isEqualTo(rows.get(i).cell(column));
      }
    }
  }

  @Test
  void readsOnlyTheColumnsAskedFor() throws Exception {
    List<TableRow> rows = rows();
    write(EveryType.TABLE, rows);

    TableRow first = read(EveryType.TABLE, List.of(EveryType.BAND, EveryType.BIG)).get(0);

    assertThat(first.cell(EveryType.BAND)).isEqualTo("LOW");
    assertThat(first.cell(EveryType.BIG)).isEqualTo(rows.get(0).cell(EveryType.BIG));
    assertThat(first.cell(EveryType.JSON)).isNull();
  }

  @Test
  void aColumnThatIsYoungerThanTheFileIsNull() throws Exception {
    TableDefinition older =
        new TableDefinition(
            "every_type", EveryType.TABLE.columns().subList(0, 4), EveryType.BAND, null);
    write(
        older,
        List.of(new TableRow(older, new Object[] {"LOW", "text", null, new byte[] {'{', '}'}})));

    TableRow row = read(EveryType.TABLE, EveryType.TABLE.columns()).get(0);

    assertThat(row.cell(EveryType.TEXT)).isEqualTo("text");
    assertThat(row.cell(EveryType.TAGS)).isNull();
  }

  @Test
  void aDamagedFileIsASentenceWithItsName() throws Exception {
    write(EveryType.TABLE, rows());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> read(EveryType.TABLE, EveryType.TABLE.columns()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot read the data file file://" + file);
  }

  private static List<TableRow> rows() {
    Random random = new Random(3);
    List<TableRow> rows = new ArrayList<>();

    for (int i = 0; i < ROWS; i++) {
      Object[] cells = EveryType.empty();
      fill(cells, random);
      rows.add(EveryType.row(cells));
    }

    return rows;
  }

  private static void fill(Object[] cells, Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    Object[][] choices = {
      {EveryType.TEXT, "Zoë 🛡"},
      {EveryType.LONG_TEXT, "x".repeat(random.nextInt(100))},
      {EveryType.JSON, ("{\"ü\":" + random.nextInt() + "}").getBytes(StandardCharsets.UTF_8)},
      {EveryType.BYTES, bytes},
      {EveryType.BIG, random.nextLong()},
      {EveryType.NUMBER, random.nextInt(5)},
      {EveryType.RATIO, random.nextDouble()},
      {EveryType.FLAG, random.nextBoolean()},
      {EveryType.HAPPENED_AT, random.nextLong()},
      {EveryType.WORDS, List.of("one", "", "w" + random.nextInt(9)).subList(0, random.nextInt(4))},
      {
        EveryType.TAGS,
        random.nextBoolean() ? Map.of() : Map.of("k", "v" + random.nextInt(9), "l", "")
      }
    };

    for (Object[] choice : choices) {
      if (random.nextInt(4) > 0) {
        cells[((EveryType) choice[0]).ordinal()] = choice[1];
      }
    }
  }

  private void write(TableDefinition table, List<TableRow> rows) throws IOException {
    ParquetOptions small =
        ParquetOptions.defaults().withRowGroupBytes(100_000).withPageBytes(2_000);

    try (ParquetTableWriter writer =
        new ParquetTableWriter(
            new FlinkFileIO().newOutputFile(file.toUri().toString()),
            ParquetForm.of(table, SCHEMA, small),
            new ZstdCompressor(small.zstdLevel()))) {
      for (TableRow row : rows) {
        writer.write(row);
      }

      assertThat(writer.finish().splitOffsets().size()).isGreaterThan(rows.size() / ROWS);
    }
  }

  private List<TableRow> read(TableDefinition table, Collection<? extends TableColumn> columns)
      throws IOException {
    List<TableRow> rows = new ArrayList<>();

    try (TableRowReader reader =
        TableRowReader.open(
            new FlinkFileIO().newInputFile(file.toUri().toString()), table, SCHEMA, columns)) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }

    return rows;
  }
}
