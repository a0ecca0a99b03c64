package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;

/**
 * A complete Parquet file on its way to the table: what the writer gives the committer.
 *
 * @param file the file
 * @param partition the values of its partition, in the order of the table's spec; null, a String,
 *     an Integer or a Long each
 */
public record CommittableFile(WrittenFile file, List<Object> partition) {
  public CommittableFile {
    requireNonNull(file, "file is null");
    partition = Collections.unmodifiableList(new ArrayList<>(partition));
  }

  static CommittableFile of(WrittenFile file, StructLike partition) {
    List<Object> values = new ArrayList<>();

    for (int i = 0; i < partition.size(); i++) {
      Object value = partition.get(i, Object.class);
      values.add(value instanceof CharSequence text ? text.toString() : value);
    }

    return new CommittableFile(file, values);
  }

  /** The file as Iceberg knows it. */
  public DataFile dataFile(PartitionSpec spec) {
    PartitionData data = new PartitionData(spec.partitionType());

    for (int i = 0; i < partition.size(); i++) {
      data.set(i, partition.get(i));
    }

    return file.dataFile(spec, data);
  }
}
