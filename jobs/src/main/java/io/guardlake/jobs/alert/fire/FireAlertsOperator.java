package io.guardlake.jobs.alert.fire;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.alert.notice.Fired;
import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.RowKey;
import io.guardlake.schemas.table.TableRow;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Runs {@link FireAlerts}, and where it has no state yet teaches it what was there before: when a
 * job begins anew over a table, and when rules are added to one that has been running.
 */
public final class FireAlertsOperator extends KeyedProcessOperator<RowKey, TableRow, Fired> {
  private static final long serialVersionUID = 1;

  private final FireAlerts function;
  private final PastVersions past;
  private transient ListState<Boolean> begun;

  public FireAlertsOperator(FireAlerts function, PastVersions past) {
    super(function);
    this.function = function;
    this.past = requireNonNull(past, "past is null");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    begun =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("begun", Types.BOOLEAN));
  }

  @Override
  public void open() throws Exception {
    super.open();

    if (!begun.get().iterator().hasNext()) {
      past.read(this::learn);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    begun.update(List.of(true));
  }

  private void learn(TableRow row) {
    RowKey key = Identity.ofFinding(row).key();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    int owner =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());

    if (owner == task.getIndexOfThisSubtask()) {
      setCurrentKey(key);
      function.learn(row);
    }
  }
}
