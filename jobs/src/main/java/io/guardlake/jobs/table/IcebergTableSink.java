package io.guardlake.jobs.table;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.SerializerType;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Writes a stream of rows into one Iceberg table: as many writers as the stream is parallel, then
 * one committer. Rows must be of the table's definition.
 */
public final class IcebergTableSink {
  private final CatalogSettings settings;
  private final TableDefinition definition;
  private final ParquetOptions options;
  private final WriterLimits limits;
  private final String run;
  private final CommitListener listener;

  /**
   * @param run the run of the job, which must be admitted to the table before it may commit; null
   *     where nobody else writes it
   */
  public IcebergTableSink(
      CatalogSettings settings,
      TableDefinition definition,
      ParquetOptions options,
      WriterLimits limits,
      String run,
      CommitListener listener) {
    this.settings = requireNonNull(settings, "settings is null");
    this.definition = requireNonNull(definition, "definition is null");
    this.options = requireNonNull(options, "options is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.run = run;
    this.listener = requireNonNull(listener, "listener is null");
  }

  /**
   * Adds the operators to the job, after making sure that the table is there with all columns.
   *
   * @param uidPrefix what the operators' uids begin with; never changed, or state is lost
   * @return the committer, whose stream carries nothing
   * @throws IOException if the catalog cannot be reached
   */
  public SingleOutputStreamOperator<Void> append(
      DataStream<TableRow> rows, String uidPrefix, WriterTasks tasks) throws IOException {
    TableTarget target;

    try (OpenCatalog catalog = Catalogs.open(settings)) {
      target = TableTarget.of(definition, Tables.ensure(catalog, definition));
    }

    SingleOutputStreamOperator<CommittableFile> files =
        rows.transform(
                "Write " + definition.name(),
                SerializerType.ofValue(CommittableFile.class, CommittableFileSerializer.INSTANCE),
                new DataFileWriter(target, new FlinkFileIO(), options, limits))
            .setParallelism(rows.getParallelism())
            .name("Write " + definition.name())
            .uid(uidPrefix + "-writer");

    if (tasks == WriterTasks.THEIR_OWN) {
      files.startNewChain();
    }

    return files
        .global()
        .transform(
            "Commit " + definition.name(),
            Types.VOID,
            new TableCommitter(settings, definition.name(), run, listener))
        .setParallelism(1)
        .setMaxParallelism(1)
        .name("Commit " + definition.name())
        .uid(uidPrefix + "-committer");
  }
}
