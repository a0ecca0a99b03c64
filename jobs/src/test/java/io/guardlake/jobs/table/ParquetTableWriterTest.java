package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// A cell's place is its column's ordinal: that is the contract of TableColumn.
class ParquetTableWriterTest {
  private static final Schema SCHEMA = EveryType.TABLE.icebergSchema();

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("test.parquet");
  }

  @Test
  void duckDbReadsEveryTypeBack() throws Exception {
    Object[] cells = EveryType.empty();
    cells[EveryType.TEXT.ordinal()] = "Zoë 🛡 'quoted'";
    cells[EveryType.LONG_TEXT.ordinal()] = "a\u0000b";
    cells[EveryType.JSON.ordinal()] = "{\"ü\":1}".getBytes(StandardCharsets.UTF_8);
    cells[EveryType.BYTES.ordinal()] = new byte[] {(byte) 0xff, 0, 1};
    cells[EveryType.BIG.ordinal()] = Long.MIN_VALUE;
    cells[EveryType.NUMBER.ordinal()] = -7;
    cells[EveryType.RATIO.ordinal()] = 2.5;
    cells[EveryType.FLAG.ordinal()] = true;
    cells[EveryType.HAPPENED_AT.ordinal()] = 1_790_812_800_000_001L;
    cells[EveryType.WORDS.ordinal()] = List.of("one", "", "three");
    cells[EveryType.TAGS.ordinal()] = Map.of("k", "v");
    write(EveryType.row(cells));

    List<List<String>> rows =
        DuckDb.query(
            "select band, text, length(long_text), json, hex(bytes), big, number, ratio, flag,"
                + " happened_at, words, tags, typeof(happened_at), typeof(json), typeof(bytes) from "
                + DuckDb.parquet(file));

    assertThat(rows)
        .containsExactly(
            List.of(
                "LOW",
                "Zoë 🛡 'quoted'",
                "3",
                "{\"ü\":1}",
                "FF0001",
                "-9223372036854775808",
                "-7",
                "2.5",
                "true",
                "2026-10-01 00:00:00.000001",
                "[one, '', three]",
                "{k=v}",
                "TIMESTAMP",
                "VARCHAR",
                "BLOB"));
  }

  @Test
  void tellsNullFromEmpty() throws Exception {
    Object[] full = EveryType.empty();
    full[EveryType.TEXT.ordinal()] = "";
    full[EveryType.WORDS.ordinal()] = List.of();
    full[EveryType.TAGS.ordinal()] = Map.of();
    Object[] more = EveryType.empty();
    more[EveryType.WORDS.ordinal()] = List.of("a", "b");
    more[EveryType.TAGS.ordinal()] = Map.of("x", "y");
    write(
        EveryType.row(EveryType.empty()),
        EveryType.row(full),
        EveryType.row(more),
        EveryType.row(EveryType.empty()));

    assertThat(
            DuckDb.query(
                "select text is null, words is null, len(words), tags is null, cardinality(tags)"
                    + " from "
                    + DuckDb.parquet(file)))
        .extracting(Object::toString)
        .containsExactly(
            "[true, true, null, true, null]",
            "[false, false, 0, false, 0]",
            "[true, false, 2, false, 1]",
            "[true, true, null, true, null]");
  }

  @Test
  void duckDbReadsFindingsBackByteForByte() throws Exception {
    List<TableRow> rows = findings(2500);
    write(FindingsTable.DEFINITION.icebergSchema(), small(), rows);

    List<List<String>> read =
        DuckDb.query(
            "select finding_id, version_hash, finding_json, all_ips[2], resource_tags['env'],"
                + " epoch_us(updated_at), remote_lat, local_port from "
                + DuckDb.parquet(file));

    assertThat(read).hasSameSizeAs(rows);

    for (int i = 0; i < rows.size(); i++) {
      TableRow row = rows.get(i);
      assertThat(read.get(i))
          .containsExactly(
              row.text(FindingColumn.FINDING_ID),
              String.valueOf(row.number(FindingColumn.VERSION_HASH)),
              new String((byte[]) row.cell(FindingColumn.FINDING_JSON), StandardCharsets.UTF_8),
              ((List<?>) row.cell(FindingColumn.ALL_IPS)).get(1).toString(),
              "prod",
              String.valueOf(row.number(FindingColumn.UPDATED_AT)),
              String.valueOf(row.cell(FindingColumn.REMOTE_LAT)),
              String.valueOf(row.cell(FindingColumn.LOCAL_PORT)));
    }
  }

  @Test
  void endsARowGroupAtItsSize() throws Exception {
    WrittenFile written = write(FindingsTable.DEFINITION.icebergSchema(), small(), findings(2500));

    assertThat(written.splitOffsets()).hasSizeGreaterThan(2).startsWith(4L).isSorted();
    assertThat(footer().getBlocks()).hasSameSizeAs(written.splitOffsets());
    assertThat(written.length()).isEqualTo(Files.size(file));
    assertThat(written.rows()).isEqualTo(2500);
  }

  @Test
  void aRunOfHugeLinesStaysWithinOneRowGroupPlusOneRow() throws Exception {
    try (ParquetTableWriter writer =
        writer(SCHEMA, ParquetOptions.defaults().withRowGroupBytes(4 << 20))) {
      for (int i = 0; i < 5000; i++) {
        writer.write(EveryType.row(EveryType.empty()));
      }

      Object[] cells = EveryType.empty();
      cells[EveryType.JSON.ordinal()] = noise(3 << 20);

      for (int i = 0; i < 10; i++) {
        writer.write(EveryType.row(cells));
        assertThat(writer.bufferedBytes()).isLessThan(8 << 20);
      }
    }
  }

  @Test
  void keepsStatisticsAndDictionariesAsTheLayoutSays() throws Exception {
    Object[] cells = EveryType.empty();
    cells[EveryType.TEXT.ordinal()] = "x".repeat(5000);
    cells[EveryType.LONG_TEXT.ordinal()] = "y";
    write(EveryType.row(cells), EveryType.row(cells));

    Map<String, ColumnChunkMetaData> chunks = chunks();
    assertThat(chunks.get("band").getEncodingStats().hasDictionaryPages()).isTrue();
    assertThat(chunks.get("text").getEncodingStats().hasDictionaryPages()).isFalse();
    assertThat(chunks.get("long_text").getStatistics().hasNonNullValue()).isFalse();
    assertThat(chunks.get("text").getStatistics().getMinBytes()).hasSizeLessThanOrEqualTo(64);
    assertThat(chunks.get("band").getStatistics().getMaxBytes())
        .isEqualTo("LOW".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void writesAChecksumForEveryPage() throws Exception {
    write(FindingsTable.DEFINITION.icebergSchema(), ParquetOptions.defaults(), findings(200));
    byte[] bytes = Files.readAllBytes(file);
    long page =
        footer()
            .getBlocks()
            .get(0)
            .getColumns()
            .get(FindingColumn.FINDING_ID.ordinal())
            .getFirstDataPageOffset();
    bytes[(int) page + 60] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(
            () -> FlatColumns.read(input(), List.of(FindingColumn.FINDING_ID), cells -> {}))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("CRC");
  }

  @Test
  void boundsAreCutAsIcebergCutsThem() throws Exception {
    Object[] low = EveryType.empty();
    low[EveryType.TEXT.ordinal()] = "aaaaaaaaaaaaaaaaaaaa";
    low[EveryType.BIG.ordinal()] = -5L;
    low[EveryType.BYTES.ordinal()] = new byte[20];
    Object[] high = EveryType.empty();
    high[EveryType.TEXT.ordinal()] = "zzzzzzzzzzzzzzzzzzzz";
    high[EveryType.BIG.ordinal()] = 9L;
    high[EveryType.LONG_TEXT.ordinal()] = "text has no bounds";
    WrittenFile written =
        write(EveryType.row(low), EveryType.row(high), EveryType.row(EveryType.empty()));

    assertThat(bound(written, EveryType.TEXT, true)).isEqualTo("aaaaaaaaaaaaaaaa");
    assertThat(bound(written, EveryType.TEXT, false)).isEqualTo("zzzzzzzzzzzzzzz{");
    assertThat(bound(written, EveryType.BIG, true)).isEqualTo("-5");
    assertThat(bound(written, EveryType.BIG, false)).isEqualTo("9");
    assertThat(written.metrics().lowerBounds().get(EveryType.BYTES.fieldId()).remaining())
        .isEqualTo(16);
    assertThat(written.metrics().lowerBounds()).doesNotContainKey(EveryType.LONG_TEXT.fieldId());
    assertThat(written.metrics().nullValueCounts())
        .containsEntry(EveryType.TEXT.fieldId(), 1L)
        .containsEntry(EveryType.BIG.fieldId(), 1L)
        .containsEntry(EveryType.NUMBER.fieldId(), 3L)
        .doesNotContainKey(EveryType.LONG_TEXT.fieldId());
    assertThat(written.metrics().valueCounts()).containsEntry(EveryType.LONG_TEXT.fieldId(), 3L);
    assertThat(written.metrics().columnSizes()).hasSize(EveryType.values().length + 1);
  }

  @Test
  void boundsSpanAllRowGroups() throws Exception {
    WrittenFile written;

    try (ParquetTableWriter writer = writer(SCHEMA, ParquetOptions.defaults())) {
      for (long big : new long[] {5, 50, -50}) {
        Object[] cells = EveryType.empty();
        cells[EveryType.BIG.ordinal()] = big;
        writer.write(EveryType.row(cells));
        writer.flushRowGroup();
      }

      written = writer.finish();
    }

    assertThat(written.splitOffsets()).hasSize(3);
    assertThat(bound(written, EveryType.BIG, true)).isEqualTo("-50");
    assertThat(bound(written, EveryType.BIG, false)).isEqualTo("50");
  }

  @Test
  void refusesARowWithoutARequiredCellAndGoesOn() throws Exception {
    try (ParquetTableWriter writer = writer(SCHEMA, ParquetOptions.defaults())) {
      Object[] cells = new Object[EveryType.values().length];
      TableRow bad = EveryType.row(cells);

      assertThatThrownBy(() -> writer.write(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A row of table every_type has no value for the required column band.");

      writer.write(EveryType.row(EveryType.empty()));
      assertThat(writer.finish().rows()).isEqualTo(1);
    }
  }

  @Test
  void isOfNoUseAfterACellOfTheWrongType() throws Exception {
    try (ParquetTableWriter writer = writer(SCHEMA, ParquetOptions.defaults())) {
      Object[] cells = EveryType.empty();
      cells[EveryType.BIG.ordinal()] = "not a number";
      TableRow bad = EveryType.row(cells);

      assertThatThrownBy(() -> writer.write(bad)).isInstanceOf(ClassCastException.class);
      assertThatThrownBy(writer::finish).hasMessageContaining("cannot be completed");
    }
  }

  @Test
  void refusesToOverwriteAFile() throws Exception {
    write(EveryType.row(EveryType.empty()));

    assertThatThrownBy(() -> writer(SCHEMA, ParquetOptions.defaults()))
        .hasMessageContaining("exists already");
  }

  private static ParquetOptions small() {
    return ParquetOptions.defaults().withRowGroupBytes(300_000).withPageBytes(32_000);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(1).nextBytes(bytes);
    return bytes;
  }

  private static List<TableRow> findings(int count) {
    SampleRows samples = new SampleRows(7);
    List<TableRow> rows = new ArrayList<>();

    for (int i = 0; i < count; i++) {
      rows.add(samples.next());
    }

    return rows;
  }

  private ParquetTableWriter writer(Schema schema, ParquetOptions options) throws IOException {
    return new ParquetTableWriter(
        new FlinkFileIO().newOutputFile(file.toUri().toString()),
        ParquetForm.of(
            schema == SCHEMA ? EveryType.TABLE : FindingsTable.DEFINITION, schema, options),
        new ZstdCompressor(options.zstdLevel()));
  }

  private WrittenFile write(TableRow... rows) throws IOException {
    return write(SCHEMA, ParquetOptions.defaults(), List.of(rows));
  }

  private WrittenFile write(Schema schema, ParquetOptions options, List<TableRow> rows)
      throws IOException {
    try (ParquetTableWriter writer = writer(schema, options)) {
      for (TableRow row : rows) {
        writer.write(row);
      }

      return writer.finish();
    }
  }

  private org.apache.iceberg.io.InputFile input() {
    return new FlinkFileIO().newInputFile(file.toUri().toString());
  }

  private ParquetMetadata footer() throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(new ParquetInput(input()), ReadOptions.of(new ZstdCodecs(1)))) {
      return reader.getFooter();
    }
  }

  private Map<String, ColumnChunkMetaData> chunks() throws IOException {
    Map<String, ColumnChunkMetaData> chunks = new java.util.HashMap<>();

    for (ColumnChunkMetaData chunk : footer().getBlocks().get(0).getColumns()) {
      chunks.put(chunk.getPath().toDotString(), chunk);
    }

    return chunks;
  }

  private static String bound(WrittenFile file, EveryType column, boolean lower) {
    Object bound =
        Conversions.fromByteBuffer(
            SCHEMA.findType(column.fieldId()),
            (lower ? file.metrics().lowerBounds() : file.metrics().upperBounds())
                .get(column.fieldId()));
    return bound.toString();
  }
}
