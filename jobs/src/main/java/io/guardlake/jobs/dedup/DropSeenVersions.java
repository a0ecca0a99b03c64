package io.guardlake.jobs.dedup;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.metrics.JobCounter;
import io.guardlake.jobs.metrics.Tally;
import io.guardlake.schemas.quarantine.QuarantineTable;
import io.guardlake.schemas.table.TableRow;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets each version of each row through once. Which version that is does not depend on the order of
 * arrival, so neither does the set of versions that leaves: every distinct one does.
 *
 * <p>The state of a version is an entry of its own with its own time to live, without a cap: it
 * costs 16 bytes of key, 16 of version and a time stamp, never a row. Findings leave by the main
 * output, rows of the quarantine table by {@link #QUARANTINE}, and those findings that drift by
 * {@link #DRIFT} as well: what is counted there is counted once a version.
 */
public final class DropSeenVersions extends KeyedProcessFunction<RowKey, IdentifiedRow, TableRow>
    implements CheckpointedFunction {
  public static final OutputTag<TableRow> QUARANTINE =
      new OutputTag<>("quarantine", StreamTypes.TABLE_ROW);

  /** Versions let through that have drift, a second time. */
  public static final OutputTag<IdentifiedRow> DRIFT =
      new OutputTag<>("drift", StreamTypes.IDENTIFIED_ROW);

  private static final long serialVersionUID = 1;

  private final Duration timeToLive;
  private final Tally tally;
  private transient MapState<RowVersion, Boolean> seen;

  /**
   * @param timeToLive how long a version is remembered after it was first seen
   */
  public DropSeenVersions(Duration timeToLive, String runId) {
    this.timeToLive = requireNonNull(timeToLive, "timeToLive is null");
    this.tally = new Tally(runId, "dedup");
  }

  @Override
  public void open(OpenContext context) {
    MapStateDescriptor<RowVersion, Boolean> descriptor =
        new MapStateDescriptor<>("seen-versions", StreamTypes.ROW_VERSION, Types.BOOLEAN);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(timeToLive)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupIncrementally(2, false)
            .build());
    seen = getRuntimeContext().getMapState(descriptor);
    tally.open(getRuntimeContext());
  }

  @Override
  public void processElement(IdentifiedRow element, Context context, Collector<TableRow> out)
      throws Exception {
    RowVersion version = element.identity().version();
    boolean duplicate = seen.contains(version);

    if (!duplicate) {
      seen.put(version, true);
    }

    TableRow row = element.row();

    if (row == null) {
      tally.add(JobCounter.KNOWN, 1);
      return;
    }

    if (row.table().equals(QuarantineTable.DEFINITION)) {
      if (!duplicate) {
        tally.add(JobCounter.QUARANTINED, 1);
        context.output(QUARANTINE, row);
      }

      return;
    }

    tally.add(JobCounter.FINDINGS, 1);
    tally.add(duplicate ? JobCounter.DUPLICATES_DROPPED : JobCounter.VERSIONS_WRITTEN, 1);

    if (duplicate) {
      return;
    }

    out.collect(row);

    if (!element.drift().isEmpty()) {
      tally.add(JobCounter.DRIFT, element.drift().size());
      context.output(DRIFT, element);
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
}
