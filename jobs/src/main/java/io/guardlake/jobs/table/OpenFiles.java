package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Parquet files one subtask writes at a time, one a partition. Finished files go to a consumer;
 * those that were not finished when this is closed are deleted. Not thread-safe.
 */
public final class OpenFiles implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  private final FileIO io;
  private final ParquetOptions options;
  private final WriterLimits limits;
  private final Consumer<CommittableFile> finished;
  private final String dataLocation;
  private final Schema schema;
  private final ZstdCompressor compressor;
  private final PartitionSpec spec;
  private final TableTarget.Partitioner partitioner;

  /** In the order of their last use, the least recent first. */
  private final LinkedHashMap<PartitionKey, ParquetTableWriter> open =
      new LinkedHashMap<>(16, 0.75f, true);

  private ParquetForm form;
  private long bufferedBytes;

  public OpenFiles(
      TableTarget target,
      FileIO io,
      ParquetOptions options,
      WriterLimits limits,
      Consumer<CommittableFile> finished) {
    this.io = requireNonNull(io, "io is null");
    this.options = requireNonNull(options, "options is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.finished = requireNonNull(finished, "finished is null");
    this.dataLocation = target.dataLocation();
    this.schema = target.schema();
    this.compressor = new ZstdCompressor(options.zstdLevel());
    this.spec = target.spec();
    this.partitioner = target.partitioner();
  }

  /** Writes a row to the file of its partition. */
  public void write(TableRow row) throws IOException {
    PartitionKey partition = partitioner.partition(row);
    ParquetTableWriter file = open.get(partition);

    if (file == null) {
      file = start(partition.copy(), row);
    }

    bufferedBytes -= file.bufferedBytes();
    file.write(row);
    bufferedBytes += file.bufferedBytes();

    if (file.isFull()) {
      finish(partition.copy());
    } else if (bufferedBytes > limits.bufferedBytes()) {
      flushLargest();
    }
  }

  /** Finishes every open file. */
  public void finishAll() throws IOException {
    for (PartitionKey partition : new ArrayList<>(open.keySet())) {
      finish(partition);
    }
  }

  int count() {
    return open.size();
  }

  long bufferedBytes() {
    return bufferedBytes;
  }

  /** Deletes what is unfinished. */
  @Override
  public void close() {
    for (ParquetTableWriter file : open.values()) {
      abandon(file);
    }

    open.clear();
    bufferedBytes = 0;
    compressor.release();
  }

  private ParquetTableWriter start(PartitionKey partition, TableRow row) throws IOException {
    if (open.size() >= limits.openFiles()) {
      finish(open.keySet().iterator().next());
    }

    ParquetTableWriter file =
        new ParquetTableWriter(
            io.newOutputFile(location(partition)), form(row.table()), compressor);
    open.put(partition, file);
    return file;
  }

  private ParquetForm form(TableDefinition table) {
    if (form == null || !form.table().equals(table)) {
      form = ParquetForm.of(table, schema, options);
    }

    return form;
  }

  private String location(PartitionKey partition) {
    String name = UUID.randomUUID() + ".parquet";
    List<String> parts =
        spec.isPartitioned()
            ? List.of(dataLocation, spec.partitionToPath(partition), name)
            : List.of(dataLocation, name);
    return String.join("/", parts);
  }

  private void finish(PartitionKey partition) throws IOException {
    // It stays among the open ones until it is complete, so that a failure here deletes it too.
    ParquetTableWriter file = open.get(partition);
    long buffered = file.bufferedBytes();
    CommittableFile committable = CommittableFile.of(file.finish(), partition);
    open.remove(partition);
    bufferedBytes -= buffered;
    finished.accept(committable);
  }

  private void flushLargest() throws IOException {
    ParquetTableWriter largest = null;

    for (ParquetTableWriter file : open.values()) {
      if (largest == null || file.bufferedBytes() > largest.bufferedBytes()) {
        largest = file;
      }
    }

    requireNonNull(largest, "no file is open");
    bufferedBytes -= largest.bufferedBytes();
    largest.flushRowGroup();
    bufferedBytes += largest.bufferedBytes();
  }

  private void abandon(ParquetTableWriter file) {
    try {
      file.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot close the unfinished file {}.", file.location(), e);
    }

    try {
      io.deleteFile(file.location());
    } catch (RuntimeException e) {
      LOG.warn(
          "Cannot delete the unfinished file {}; compact removes it as an orphan.",
          file.location(),
          e);
    }
  }
}
