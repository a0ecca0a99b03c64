package io.guardlake.jobs.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * Reads from a Parquet footer what Iceberg keeps of a file's columns. Columns without statistics
 * have no null counts and no bounds. Lists and maps have sizes only: Iceberg prunes by neither.
 * Bounds of text and bytes are cut to 16 as Iceberg's default metrics mode, truncate(16), does.
 */
final class FooterMetrics {
  private static final int BOUND_LENGTH = 16;

  private final Schema schema;
  private final Map<Integer, Long> sizes = new HashMap<>();
  private final Map<Integer, Long> values = new HashMap<>();
  private final Map<Integer, Long> nulls = new HashMap<>();
  private final Map<Integer, Statistics<?>> statistics = new HashMap<>();
  private final Set<Integer> withoutCounts = new HashSet<>();
  private final Set<Integer> withoutBounds = new HashSet<>();

  private FooterMetrics(Schema schema) {
    this.schema = schema;
  }

  static Metrics of(ParquetMetadata footer, Schema schema) {
    FooterMetrics metrics = new FooterMetrics(schema);
    MessageType parquetSchema = footer.getFileMetaData().getSchema();
    long rows = 0;

    for (BlockMetaData rowGroup : footer.getBlocks()) {
      rows += rowGroup.getRowCount();

      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        metrics.add(chunk, parquetSchema);
      }
    }

    return metrics.metrics(rows);
  }

  static List<Long> splitOffsets(ParquetMetadata footer) {
    List<Long> offsets = new ArrayList<>();

    for (BlockMetaData rowGroup : footer.getBlocks()) {
      offsets.add(rowGroup.getStartingPos());
    }

    return offsets;
  }

  private void add(ColumnChunkMetaData chunk, MessageType parquetSchema) {
    int id = parquetSchema.getType(chunk.getPath().toArray()).getId().intValue();
    sizes.merge(id, chunk.getTotalSize(), Long::sum);

    if (chunk.getPath().size() > 1) {
      return;
    }

    values.merge(id, chunk.getValueCount(), Long::sum);
    Statistics<?> found = chunk.getStatistics();

    if (found == null || !found.isNumNullsSet()) {
      withoutCounts.add(id);
      withoutBounds.add(id);
      return;
    }

    nulls.merge(id, found.getNumNulls(), Long::sum);

    if (found.hasNonNullValue()) {
      Statistics<?> copy = found.copy();
      Statistics<?> known = statistics.putIfAbsent(id, copy);

      if (known != null) {
        known.mergeStatistics(found);
      }
    } else if (found.getNumNulls() < chunk.getValueCount()) {
      withoutBounds.add(id);
    }
  }

  private Metrics metrics(long rows) {
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    nulls.keySet().removeAll(withoutCounts);

    statistics.forEach(
        (id, found) -> {
          if (withoutBounds.contains(id)) {
            return;
          }

          Type type = schema.findType(id);
          put(lower, id, bound(type, found, true));
          put(upper, id, bound(type, found, false));
        });

    return new Metrics(rows, sizes, values, nulls, null, lower, upper);
  }

  private static void put(Map<Integer, ByteBuffer> bounds, int id, ByteBuffer bound) {
    if (bound != null) {
      bounds.put(id, bound);
    }
  }

  /** The bound, or null where none can be given. */
  private static ByteBuffer bound(Type type, Statistics<?> found, boolean lower) {
    return switch (type.typeId()) {
      case STRING -> text(type, utf8(found, lower), lower);
      case BINARY -> bytes(type, ByteBuffer.wrap(raw(found, lower)), lower);
      case DOUBLE -> number(type, (DoubleStatistics) found, lower);
      case BOOLEAN -> {
        BooleanStatistics flags = (BooleanStatistics) found;
        yield Conversions.toByteBuffer(type, lower ? flags.getMin() : flags.getMax());
      }
      case INTEGER -> {
        IntStatistics numbers = (IntStatistics) found;
        yield Conversions.toByteBuffer(type, lower ? numbers.getMin() : numbers.getMax());
      }
      default -> {
        LongStatistics numbers = (LongStatistics) found;
        yield Conversions.toByteBuffer(type, lower ? numbers.getMin() : numbers.getMax());
      }
    };
  }

  private static ByteBuffer number(Type type, DoubleStatistics found, boolean lower) {
    double value = lower ? found.getMin() : found.getMax();
    return Double.isNaN(value) ? null : Conversions.toByteBuffer(type, value);
  }

  private static ByteBuffer text(Type type, String value, boolean lower) {
    Literal<CharSequence> literal = Literal.of((CharSequence) value);
    Literal<CharSequence> cut =
        lower
            ? UnicodeUtil.truncateStringMin(literal, BOUND_LENGTH)
            : UnicodeUtil.truncateStringMax(literal, BOUND_LENGTH);
    return cut == null ? null : Conversions.toByteBuffer(type, cut.value());
  }

  private static ByteBuffer bytes(Type type, ByteBuffer value, boolean lower) {
    ByteBuffer cut =
        lower
            ? BinaryUtil.truncateBinaryMin(value, BOUND_LENGTH)
            : BinaryUtil.truncateBinaryMax(value, BOUND_LENGTH);
    return cut == null ? null : Conversions.toByteBuffer(type, cut);
  }

  private static byte[] raw(Statistics<?> found, boolean lower) {
    return lower ? found.getMinBytes() : found.getMaxBytes();
  }

  private static String utf8(Statistics<?> found, boolean lower) {
    return new String(raw(found, lower), StandardCharsets.UTF_8);
  }
}
