package io.guardlake.jobs.source;

import io.guardlake.jobs.source.queue.MessageQueue;
import java.io.IOException;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * Where a simulation can be broken on purpose.
 *
 * @param queue what stands between the enumerator and its queue
 * @param state reads the enumerator's state from a checkpoint
 * @param clock what the source's clock makes of the time, in milliseconds since the epoch
 */
record SimulationSeams(
    UnaryOperator<MessageQueue> queue, ReadState state, LongUnaryOperator clock) {
  /** Reads state. */
  interface ReadState {
    EnumeratorState read(byte[] bytes) throws IOException;
  }

  /** Everything as it is in a job. */
  static SimulationSeams intact() {
    return new SimulationSeams(UnaryOperator.identity(), SimulationSeams::read, time -> time);
  }

  SimulationSeams withQueue(UnaryOperator<MessageQueue> other) {
    return new SimulationSeams(other, state, clock);
  }

  SimulationSeams withState(ReadState other) {
    return new SimulationSeams(queue, other, clock);
  }

  SimulationSeams withClock(LongUnaryOperator other) {
    return new SimulationSeams(queue, state, other);
  }

  static EnumeratorState read(byte[] bytes) throws IOException {
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    return serializer.deserialize(serializer.getVersion(), bytes);
  }
}
