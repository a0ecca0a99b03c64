package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileWriterTest {
  @TempDir Path directory;
  private final SampleRows samples = new SampleRows(9);
  private TestOutput output;

  @BeforeEach
  void open() {
    output = new TestOutput(directory);
  }

  @AfterEach
  void close() throws IOException {
    output.close();
  }

  @Test
  void finishesOneFileAPartitionBeforeTheBarrier() throws Exception {
    try (OneInputStreamOperatorTestHarness<TableRow, CommittableFile> writer =
        start(ParquetOptions.defaults(), WriterLimits.defaults())) {
      for (int i = 0; i < 200; i++) {
        writer.processElement(new StreamRecord<>(samples.next()));
      }

      assertThat(writer.extractOutputValues()).isEmpty();
      writer.prepareSnapshotPreBarrier(1);

      List<CommittableFile> files = writer.extractOutputValues();
      assertThat(files).hasSize(8);
      assertThat(files.stream().mapToLong(file -> file.file().rows()).sum()).isEqualTo(200);
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(Path.of(java.net.URI.create(file.file().location())))
                      .hasSize(file.file().length()));
    }

    assertThat(parquetFiles()).hasSize(8);
  }

  @Test
  void namesDirectoriesAsIcebergNamesPartitions() throws Exception {
    CommittableFile file =
        output.files(List.of(samples.next("CRITICAL", SampleRows.DAY_ZERO))).get(0);

    assertThat(file.file().location())
        .startsWith(
            output.settings().warehouse()
                + "/guardlake/findings/data/severity=CRITICAL/updated_at_day=2026-10-01/")
        .matches(".*/[0-9a-f-]{36}\\.parquet");
    assertThat(file.partition()).containsExactly("CRITICAL", 20_727);
  }

  @Test
  void keepsWithinTheCapOfOpenFiles() throws Exception {
    try (OneInputStreamOperatorTestHarness<TableRow, CommittableFile> writer =
        start(ParquetOptions.defaults(), new WriterLimits(2, 1 << 30))) {
      writer.processElement(row("LOW"));
      writer.processElement(row("HIGH"));
      writer.processElement(row("LOW"));
      writer.processElement(row("CRITICAL"));

      assertThat(writer.extractOutputValues())
          .extracting(file -> file.partition().get(0))
          .containsExactly("HIGH");
      writer.prepareSnapshotPreBarrier(1);
      assertThat(writer.extractOutputValues())
          .extracting(file -> file.partition().get(0), file -> file.file().rows())
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("HIGH", 1L),
              org.assertj.core.groups.Tuple.tuple("LOW", 2L),
              org.assertj.core.groups.Tuple.tuple("CRITICAL", 1L));
    }
  }

  @Test
  void keepsWithinTheCapOfBufferedBytes() throws Exception {
    List<CommittableFile> files = new ArrayList<>();

    try (OpenFiles open =
        new OpenFiles(
            output.target(),
            new FlinkFileIO(),
            ParquetOptions.defaults(),
            new WriterLimits(8, 200_000),
            files::add)) {
      for (int i = 0; i < 1000; i++) {
        open.write(samples.next());
        assertThat(open.bufferedBytes()).isBetween(0L, 210_000L);
      }

      open.finishAll();
      assertThat(open.bufferedBytes()).isZero();
    }

    assertThat(files).hasSize(8);
    assertThat(files)
        .anySatisfy(file -> assertThat(file.file().splitOffsets().size()).isGreaterThan(1));
  }

  @Test
  void rollsAFileAtItsTargetSize() throws Exception {
    try (OneInputStreamOperatorTestHarness<TableRow, CommittableFile> writer =
        start(ParquetOptions.defaults().withFileBytes(100_000), WriterLimits.defaults())) {
      for (int i = 0; i < 200; i++) {
        writer.processElement(row("LOW"));
      }

      assertThat(writer.extractOutputValues()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void finishesItsFilesAtTheEndOfInput() throws Exception {
    try (OneInputStreamOperatorTestHarness<TableRow, CommittableFile> writer =
        start(ParquetOptions.defaults(), WriterLimits.defaults())) {
      writer.processElement(row("LOW"));
      writer.endInput();

      assertThat(writer.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void deletesWhatIsUnfinishedWhenItFails() throws Exception {
    try (OneInputStreamOperatorTestHarness<TableRow, CommittableFile> writer =
        start(ParquetOptions.defaults(), WriterLimits.defaults())) {
      writer.processElement(row("LOW"));
      writer.prepareSnapshotPreBarrier(1);
      writer.processElement(row("LOW"));
      assertThat(parquetFiles()).hasSize(2);
    }

    assertThat(parquetFiles()).hasSize(1);
  }

  private StreamRecord<TableRow> row(String severity) {
    return new StreamRecord<>(samples.next(severity, SampleRows.DAY_ZERO));
  }

  private List<Path> parquetFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  private OneInputStreamOperatorTestHarness<TableRow, CommittableFile> start(
      ParquetOptions options, WriterLimits limits) throws Exception {
    OneInputStreamOperatorTestHarness<TableRow, CommittableFile> harness =
        new OneInputStreamOperatorTestHarness<>(
            new DataFileWriter(output.target(), new FlinkFileIO(), options, limits));
    harness.setup(CommittableFileSerializer.INSTANCE);
    harness.open();
    return harness;
  }
}
