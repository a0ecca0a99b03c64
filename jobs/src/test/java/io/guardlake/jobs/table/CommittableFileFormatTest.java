package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.iceberg.Metrics;
import org.junit.jupiter.api.Test;

class CommittableFileFormatTest {
  @Test
  void keepsEveryField() throws Exception {
    CommittableFile file = file();
    CommittableFile read = read(bytes(file));

    assertThat(read.partition()).containsExactly("HIGH", 20_727, null, 5L);
    assertThat(read.file().location()).isEqualTo("s3://bucket/ü.parquet");
    assertThat(read.file().length()).isEqualTo(123);
    assertThat(read.file().rows()).isEqualTo(45);
    assertThat(read.file().splitOffsets()).containsExactly(4L, 99L);
    assertThat(read.file().metrics().recordCount()).isEqualTo(45);
    assertThat(read.file().metrics().columnSizes()).isEqualTo(Map.of(1, 10L));
    assertThat(read.file().metrics().valueCounts()).isEqualTo(Map.of(1, 45L));
    assertThat(read.file().metrics().nullValueCounts()).isEqualTo(Map.of(1, 2L));
    assertThat(read.file().metrics().lowerBounds()).isEqualTo(file.file().metrics().lowerBounds());
    assertThat(read.file().metrics().upperBounds()).isEqualTo(file.file().metrics().upperBounds());
  }

  @Test
  void aPendingCommitKeepsItsFiles() throws Exception {
    PendingCommit commit = new PendingCommit("w", 8, 77, List.of(file(), file()));
    PendingCommit read = PendingCommit.fromBytes(commit.toBytes());

    assertThat(read.writerId()).isEqualTo("w");
    assertThat(read.checkpointId()).isEqualTo(8);
    assertThat(read.baseSnapshot()).isEqualTo(77);
    assertThat(read.rows()).isEqualTo(90);
    assertThat(read.toBytes()).isEqualTo(commit.toBytes());
  }

  @Test
  void copiesWithinSerializedStreams() throws Exception {
    byte[] bytes = bytes(file());
    DataOutputSerializer out = new DataOutputSerializer(16);
    CommittableFileSerializer.INSTANCE.copy(new DataInputDeserializer(bytes), out);

    assertThat(out.getCopyOfBuffer()).isEqualTo(bytes);
  }

  @Test
  void refusesAFormatItDoesNotKnow() throws Exception {
    byte[] bytes = bytes(file());
    bytes[0] = 9;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 9");
    assertThatThrownBy(() -> PendingCommit.fromBytes(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 9");
  }

  private static CommittableFile file() {
    Metrics metrics =
        new Metrics(
            45L,
            Map.of(1, 10L),
            Map.of(1, 45L),
            Map.of(1, 2L),
            null,
            Map.of(1, ByteBuffer.wrap(new byte[] {1, 2})),
            Map.of(1, ByteBuffer.wrap(new byte[0])));
    return new CommittableFile(
        new WrittenFile("s3://bucket/ü.parquet", 123, 45, List.of(4L, 99L), metrics),
        Arrays.asList("HIGH", 20_727, null, 5L));
  }

  private static byte[] bytes(CommittableFile file) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    CommittableFileSerializer.INSTANCE.serialize(file, out);
    return out.getCopyOfBuffer();
  }

  private static CommittableFile read(byte[] bytes) throws IOException {
    return CommittableFileSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
  }
}
