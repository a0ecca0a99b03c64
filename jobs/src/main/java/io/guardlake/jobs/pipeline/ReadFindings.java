package io.guardlake.jobs.pipeline;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.dedup.IdentifiedRow;
import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.metrics.JobCounter;
import io.guardlake.jobs.metrics.Tally;
import io.guardlake.jobs.source.ExportObject;
import io.guardlake.jobs.source.ExportRecord;
import io.guardlake.jobs.table.CatalogSettings;
import io.guardlake.jobs.table.TombstoneWatch;
import io.guardlake.schemas.finding.FieldDrift;
import io.guardlake.schemas.finding.FindingReader;
import io.guardlake.schemas.finding.LineOrigin;
import io.guardlake.schemas.finding.ReadResult;
import io.guardlake.schemas.finding.ReaderLimits;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a row of each line: of the findings table where the line is a finding, of the quarantine
 * table where it is not. What belongs to something erased is dropped. Counts objects, bytes and
 * lines.
 */
public final class ReadFindings extends ProcessFunction<ExportRecord, IdentifiedRow>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  private final ReaderLimits limits;
  private final CatalogSettings catalog;
  private final Tally tally;
  private final ReadWatch watch;
  private transient TombstoneWatch erased;
  private transient FindingReader reader;
  private transient List<FieldDrift> drift;

  /**
   * @param catalog where the output says what was erased
   */
  ReadFindings(ReaderLimits limits, CatalogSettings catalog, String runId, ReadWatch watch) {
    this.limits = requireNonNull(limits, "limits is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.tally = new Tally(runId, "read");
    this.watch = requireNonNull(watch, "watch is null");
  }

  @Override
  public void open(OpenContext context) throws Exception {
    erased = TombstoneWatch.start(catalog);
    tally.open(getRuntimeContext());
    drift = new ArrayList<>();
    reader = new FindingReader(limits, (kind, path) -> drift.add(new FieldDrift(kind, path)));
  }

  @Override
  public void processElement(ExportRecord record, Context context, Collector<IdentifiedRow> out) {
    if (record instanceof ExportRecord.Line line) {
      readLine(line, out);
    } else if (record instanceof ExportRecord.Failure failure) {
      quarantine(failure, out);
    } else if (record instanceof ExportRecord.ObjectEnd end) {
      tally.add(JobCounter.OBJECTS, 1);
      tally.add(JobCounter.BYTES, end.object().size());
      watch.ended(end.object());
    } else if (record instanceof ExportRecord.Known known) {
      out.collect(IdentifiedRow.known(known.identity()));
    }
  }

  @Override
  public void close() {
    if (erased != null) {
      erased.close();
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    tally.restore(context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    tally.snapshot();
  }

  private void readLine(ExportRecord.Line line, Collector<IdentifiedRow> out) {
    if (!watch.wants(line.object(), line.number())) {
      return;
    }

    tally.add(JobCounter.LINES, 1);
    tally.add(JobCounter.RAW_BYTES, line.bytes().length);
    ExportObject object = line.object();
    Instant exportedAt = Instant.ofEpochMilli(object.lastModified());
    LineOrigin origin = new LineOrigin(object.uri(), line.number(), exportedAt, Instant.now());
    drift.clear();
    ReadResult result = reader.read(line.bytes(), origin);

    if (result instanceof ReadResult.Accepted accepted) {
      watch.accepted(object, line.number());

      if (isErased(accepted.row())) {
        return;
      }

      out.collect(new IdentifiedRow(Identity.ofFinding(accepted.row()), accepted.row(), drift));
    } else if (result instanceof ReadResult.Rejected rejected) {
      quarantine(
          new ExportRecord.Failure(
              object, line.number(), rejected.reason(), rejected.detail(), line.bytes(), false),
          out);
    }
  }

  private void quarantine(ExportRecord.Failure failure, Collector<IdentifiedRow> out) {
    Integer number = failure.number();

    if (number != null && !watch.wants(failure.object(), number)) {
      return;
    }

    if (!watch.rejected(failure.object(), number, failure.reason(), failure.detail())) {
      return;
    }

    TableRow row =
        QuarantineTable.row(
            failure.reason(),
            failure.detail(),
            failure.object().uri(),
            failure.object().etag(),
            number,
            failure.bytes(),
            failure.moreBytes(),
            exportedAt(failure.object()),
            Instant.now());

    if (isErased(row)) {
      return;
    }

    out.collect(new IdentifiedRow(Identity.ofQuarantine(row), row));
  }

  private static Instant exportedAt(ExportObject object) {
    return object.lastModified() == ExportObject.UNKNOWN_TIME
        ? null
        : Instant.ofEpochMilli(object.lastModified());
  }

  private boolean isErased(TableRow row) {
    boolean is = erased.tombstones().cover(row);

    if (is) {
      tally.add(JobCounter.ERASED, 1);
    }

    return is;
  }
}
