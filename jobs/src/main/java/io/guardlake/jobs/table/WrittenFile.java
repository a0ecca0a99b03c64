package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;

/**
 * A complete Parquet file that no table lists yet.
 *
 * @param location the location it was created at
 * @param length in bytes
 * @param rows how many
 * @param splitOffsets where its row groups begin
 * @param metrics what Iceberg's scan planning wants to know of its columns
 */
public record WrittenFile(
    String location, long length, long rows, List<Long> splitOffsets, Metrics metrics) {

  public WrittenFile {
    requireNonNull(location, "location is null");
    requireNonNull(metrics, "metrics is null");
    splitOffsets = List.copyOf(splitOffsets);
  }

  /**
   * The file as Iceberg knows it.
   *
   * @param partition the partition that all of its rows are in
   */
  public DataFile dataFile(PartitionSpec spec, StructLike partition) {
    DataFiles.Builder file =
        DataFiles.builder(spec)
            .withPath(location)
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(length)
            .withMetrics(metrics)
            .withSplitOffsets(splitOffsets);

    if (spec.isPartitioned()) {
      file.withPartition(partition);
    }

    return file.build();
  }
}
