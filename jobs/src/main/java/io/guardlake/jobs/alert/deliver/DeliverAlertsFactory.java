package io.guardlake.jobs.alert.deliver;

import static java.util.Objects.requireNonNull;

import io.guardlake.jobs.alert.notice.Notice;
import io.guardlake.schemas.table.TableRow;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator that delivers to one sink. */
public final class DeliverAlertsFactory extends AbstractStreamOperatorFactory<TableRow>
    implements OneInputStreamOperatorFactory<Notice, TableRow> {
  private static final long serialVersionUID = 1;

  private final String name;
  private final AlertSink sink;
  private final String runId;

  /**
   * @param name of the sink, as the rules file has it
   * @param runId names the run in {@link Backlog}
   */
  public DeliverAlertsFactory(String name, AlertSink sink, String runId) {
    this.name = requireNonNull(name, "name is null");
    this.sink = requireNonNull(sink, "sink is null");
    this.runId = requireNonNull(runId, "runId is null");
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink has it
  public <T extends StreamOperator<TableRow>> T createStreamOperator(
      StreamOperatorParameters<TableRow> parameters) {
    return (T) new DeliverAlerts(parameters, parameters.getMailboxExecutor(), name, sink, runId);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
    return DeliverAlerts.class;
  }
}
