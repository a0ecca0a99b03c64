package io.guardlake.jobs.pipeline;

import static java.util.Comparator.naturalOrder;

import io.guardlake.jobs.alert.AlertFile;
import io.guardlake.jobs.alert.Alerting;
import io.guardlake.jobs.alert.account.KnownAccounts;
import io.guardlake.jobs.alert.fire.PastVersions;
import io.guardlake.jobs.alert.fire.VersionsOfTable;
import io.guardlake.jobs.alert.rule.AlertRules;
import io.guardlake.jobs.config.JobKind;
import io.guardlake.jobs.config.JobSettings;
import io.guardlake.jobs.config.UsageException;
import io.guardlake.jobs.dedup.DropSeenVersions;
import io.guardlake.jobs.dedup.IdentifiedRow;
import io.guardlake.jobs.dedup.StreamTypes;
import io.guardlake.jobs.drift.DriftCount;
import io.guardlake.jobs.drift.GatherDrift;
import io.guardlake.jobs.drift.RecordDrift;
import io.guardlake.jobs.source.ExportSource;
import io.guardlake.jobs.source.ExportSourceSettings;
import io.guardlake.jobs.source.FetchLimits;
import io.guardlake.jobs.source.ListingLimits;
import io.guardlake.jobs.source.ObjectErrorPolicy;
import io.guardlake.jobs.source.QueueLimits;
import io.guardlake.jobs.source.QueueSettings;
import io.guardlake.jobs.source.ReadMode;
import io.guardlake.jobs.source.Reconcile;
import io.guardlake.jobs.source.WriteAccess;
import io.guardlake.jobs.source.lines.ReadLimits;
import io.guardlake.jobs.source.queue.QueueUrl;
import io.guardlake.jobs.source.store.SourceUri;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.IcebergTableSink;
import io.guardlake.jobs.table.ParquetOptions;
import io.guardlake.jobs.table.TableIdentities;
import io.guardlake.jobs.table.WriterLimits;
import io.guardlake.jobs.table.WriterTasks;
import io.guardlake.schemas.alert.DeadLetterTable;
import io.guardlake.schemas.drift.DriftTable;
import io.guardlake.schemas.finding.FindingsTable;
import io.guardlake.schemas.finding.ReaderLimits;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableDefinition;
import io.guardlake.schemas.table.TableRow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of every job that reads an export: source, reading of findings, dedup, and a sink a
 * table. The uids are what state is found by, and never change.
 */
public final class Pipeline {
  /** State is spread over so many key groups; it bounds the parallelism and never changes. */
  public static final int MAX_PARALLELISM = 128;

  private Pipeline() {}

  /**
   * Adds the graph to an environment.
   *
   * @param runId names the run for those who watch it from within the same JVM
   * @param access takes the right to write before anything is read
   */
  public static void build(
      StreamExecutionEnvironment environment,
      JobSettings settings,
      String runId,
      WriteAccess access)
      throws IOException {
    build(environment, settings, runId, access, PipelineInput.standard());
  }

  /** The same with another input. */
  public static void build(
      StreamExecutionEnvironment environment,
      JobSettings settings,
      String runId,
      WriteAccess access,
      PipelineInput input)
      throws IOException {
    writeTables(settings, runId, newVersions(environment, settings, runId, access, input));
  }

  /**
   * Each new version of a finding, as soon as it is read. Whatever must not wait for a checkpoint
   * or for Parquet begins here.
   */
  static SingleOutputStreamOperator<TableRow> newVersions(
      StreamExecutionEnvironment environment,
      JobSettings settings,
      String runId,
      WriteAccess access,
      PipelineInput input) {
    environment.setMaxParallelism(MAX_PARALLELISM);
    return environment
        .fromSource(
            new ExportSource(source(settings, runId, access), input.stores()),
            WatermarkStrategy.noWatermarks(),
            "Export")
        .uid("export-source")
        .process(new ReadFindings(readerLimits(settings), catalog(settings), runId, input.watch()))
        .returns(StreamTypes.IDENTIFIED_ROW)
        .name("Read findings")
        .uid("read-findings")
        .keyBy(element -> element.identity().key(), StreamTypes.ROW_KEY)
        .process(new DropSeenVersions(settings.remember(), runId))
        .returns(StreamTypes.TABLE_ROW)
        .name("Drop seen versions")
        .uid("drop-seen-versions");
  }

  static void writeTables(
      JobSettings settings, String runId, SingleOutputStreamOperator<TableRow> findings)
      throws IOException {
    // Before the table's writer, so that a version is told of before it is on its way to a file.
    if (settings.alerts() != null) {
      AlertRules rules = AlertFile.read(settings.alerts());
      Optional<DataStream<TableRow>> deadLetters =
          Alerting.attach(
              findings,
              rules,
              new KnownAccounts(catalog(settings)),
              settings.remember(),
              settings.fresh()
                  ? PastVersions.none()
                  : new VersionsOfTable(catalog(settings), settings.remember()),
              runId);

      if (deadLetters.isPresent()) {
        write(settings, runId, deadLetters.get(), DeadLetterTable.DEFINITION);
      }
    }

    write(settings, runId, findings, FindingsTable.DEFINITION);
    write(
        settings,
        runId,
        findings.getSideOutput(DropSeenVersions.QUARANTINE),
        QuarantineTable.DEFINITION);
    write(
        settings,
        runId,
        drift(findings.getSideOutput(DropSeenVersions.DRIFT), runId),
        DriftTable.DEFINITION);
  }

  /** The catalog that a job's tables are in. */
  public static CatalogSettings catalog(JobSettings settings) {
    try {
      return CatalogSettings.parse(settings.catalog(), settings.output(), settings.database());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Drift is added up where it is met, and once more in one place, which can bound it. */
  private static DataStream<TableRow> drift(DataStream<IdentifiedRow> versions, String runId) {
    return versions
        .transform("Gather drift", DriftCount.TYPE, new GatherDrift())
        .setParallelism(versions.getParallelism())
        .uid("gather-drift")
        .global()
        .transform("Record drift", StreamTypes.TABLE_ROW, new RecordDrift(runId))
        .setParallelism(1)
        .uid("record-drift");
  }

  private static void write(
      JobSettings settings, String runId, DataStream<TableRow> rows, TableDefinition table)
      throws IOException {
    ParquetOptions options =
        ParquetOptions.defaults()
            .withZstdLevel(settings.compressionLevel())
            .withFileBytes(settings.fileSize());
    new IcebergTableSink(
            catalog(settings),
            table,
            options,
            WriterLimits.defaults(),
            runId,
            new CommitCounter(runId))
        .append(
            rows,
            table.name(),
            settings.alerts() == null ? WriterTasks.OF_THE_ROWS : WriterTasks.THEIR_OWN);
  }

  private static ExportSourceSettings source(
      JobSettings settings, String runId, WriteAccess access) {
    try {
      List<SourceUri> sources = settings.sources().stream().map(SourceUri::parse).toList();
      ReadLimits limits = ReadLimits.standard();
      return ExportSourceSettings.of(runId, sources, mode(settings))
          .withKnown(TableIdentities.all(catalog(settings)))
          .withAccess(access)
          .withQueue(queue(settings))
          .withListingLimits(ListingLimits.standard().withGiveUpAfter(settings.giveUpAfter()))
          .withOnObjectError(
              settings.failOnObjectError() ? ObjectErrorPolicy.FAIL : ObjectErrorPolicy.QUARANTINE)
          .withFetchLimits(FetchLimits.standard().withGiveUpAfter(settings.giveUpAfter()))
          .withReadLimits(
              new ReadLimits(
                  settings.maxLineBytes(), settings.maxObjectBytes(), limits.quotedBytes()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static QueueSettings queue(JobSettings settings) {
    return settings.queueUrl() == null
        ? null
        : QueueSettings.of(new QueueUrl(settings.queueUrl()))
            .withLimits(QueueLimits.standard().hidingFor(settings.queueVisibility()));
  }

  private static ReadMode mode(JobSettings settings) {
    if (settings.job() == JobKind.BACKFILL) {
      return new ReadMode.Bounded(settings.from(), settings.to(), settings.manifest());
    }

    List<Reconcile> reconciles =
        settings.reconcile().entrySet().stream()
            .map(reconcile -> new Reconcile(reconcile.getKey(), reconcile.getValue()))
            .toList();
    Duration poll = settings.poll();

    if (settings.queueUrl() != null) {
      // The queue tells of what is new, and listing finds what it does not tell.
      poll = reconciles.stream().map(Reconcile::every).min(naturalOrder()).orElse(poll);
    }

    Duration maxPoll = settings.maxPoll() == null ? poll : longer(poll, settings.maxPoll());
    return new ReadMode.Continuous(settings.lookBack(), poll, maxPoll, null, reconciles);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static ReaderLimits readerLimits(JobSettings settings) {
    return new ReaderLimits(settings.maxLineBytes(), settings.maxDepth(), settings.accounts());
  }
}
