package io.guardlake.jobs.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.schemas.finding.DriftListener;
import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.quarantine.QuarantineReason;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableColumn;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class StreamTypesTest {
  @Test
  void aRowWithEveryCellFilledComesBackTheSame() throws IOException {
    Object[] cells = new Object[FindingColumn.values().length];

    for (TableColumn column : FindingColumn.values()) {
      cells[column.ordinal()] = sample(column);
    }

    TableRow row = new TableRow(FindingsTable.DEFINITION, cells);
    TableRow copy = copy(TableRowSerializer.INSTANCE, row);

    assertSameCells(copy, row);
  }

  @Test
  void anEmptyRowComesBackEmpty() throws IOException {
    TableRow row =
        new TableRow(FindingsTable.DEFINITION, new Object[FindingColumn.values().length]);

    assertSameCells(copy(TableRowSerializer.INSTANCE, row), row);
  }

  @Test
  void aRowOfQuarantineStaysInItsTable() throws IOException {
    TableRow row =
        QuarantineTable.row(
            QuarantineReason.NOT_JSON,
            "not JSON at byte 3",
            "s3://bucket/key",
            "etag",
            7,
            new byte[] {0, -1, 2},
            true,
            Instant.EPOCH,
            Instant.EPOCH);
    IdentifiedRow copy =
        copy(IdentifiedRowSerializer.INSTANCE, new IdentifiedRow(Identity.ofQuarantine(row), row));

    assertThat(copy.row().table()).isEqualTo(QuarantineTable.DEFINITION);
    assertThat(copy.identity()).isEqualTo(Identity.ofQuarantine(row));
    assertSameCells(copy.row(), row);
  }

  @Test
  void aRowKeepsItsDrift() throws IOException {
    TableRow row =
        new TableRow(FindingsTable.DEFINITION, new Object[FindingColumn.values().length]);
    List<FieldDrift> drift =
        List.of(
            new FieldDrift(DriftListener.Kind.UNKNOWN_FIELD, "service.é€😀"),
            FieldDrift.morePaths());
    Identity identity = Identity.ofFinding("111122223333", "eu-west-1", "f", 1, -2);

    IdentifiedRow copy =
        copy(IdentifiedRowSerializer.INSTANCE, new IdentifiedRow(identity, row, drift));

    assertThat(copy.drift()).isEqualTo(drift);
    assertSameCells(copy.row(), row);
  }

  @Test
  void aKnownIdentityHasNoRow() throws IOException {
    Identity identity = Identity.ofFinding("111122223333", "eu-west-1", "f", 1, -2);
    IdentifiedRow copy = copy(IdentifiedRowSerializer.INSTANCE, IdentifiedRow.known(identity));

    assertThat(copy).isEqualTo(IdentifiedRow.known(identity));
  }

  /**
   * What the state costs is a promise: 16 bytes a key and 16 a version, whatever the backend adds.
   */
  @Test
  void keysAndVersionsTakeSixteenBytes() {
    assertThat(RowKeySerializer.INSTANCE.getLength()).isEqualTo(16);
    assertThat(RowVersionSerializer.INSTANCE.getLength()).isEqualTo(16);
  }

  private static Object sample(TableColumn column) {
    return switch (column.type()) {
      case STRING -> "é€😀" + column.sqlName();
      case UTF8, BINARY -> "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
      case BIGINT, TIMESTAMP -> Long.MIN_VALUE + column.ordinal();
      case INT -> -column.ordinal();
      case DOUBLE -> 0.1 * column.ordinal();
      case BOOLEAN -> column.ordinal() % 2 == 0;
      case STRING_LIST -> List.of("", "x", column.sqlName());
      case STRING_MAP -> Map.of("k", "v", column.sqlName(), "");
    };
  }

  private static void assertSameCells(TableRow actual, TableRow expected) {
    for (TableColumn column : expected.table().columns()) {
      assertThat(actual.cell(column)).as(column.sqlName()).isEqualTo(expected.cell(column));
    }
  }

  private static <T> T copy(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T copy = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return copy;
  }
}
