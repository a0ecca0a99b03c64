package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.source.queue.HandleOutcome;
import io.guardlake.jobs.source.queue.MessageQueue;
import io.guardlake.jobs.source.queue.QueueDepth;
import io.guardlake.jobs.source.queue.QueueException;
import io.guardlake.jobs.source.queue.QueueMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EnumeratorSimulationTest {
  /** So many seeds show what is broken on purpose. */
  private static final long FEW = 30;

  private static final long DAY = Duration.ofDays(1).toMillis();

  private static final long SEEDS = Long.getLong("guardlake.simulation.seeds", 2_000);

  @Test
  void losesNothingAndReadsNothingTwiceInAnySurvivingHistory() {
    Long seed = Long.getLong("guardlake.simulation.seed");
    LongStream seeds = seed == null ? LongStream.range(0, SEEDS) : LongStream.of(seed);

    seeds.parallel().forEach(one -> new Simulation(one, SimulationSeams.intact()).run());
  }

  @Test
  void showsWhereMessagesAreDeletedBeforeTheirCheckpoint() {
    assertThat(failures(SimulationSeams.intact().withQueue(EarlyDeletion::new)))
        .isNotEmpty()
        .anyMatch(failure -> failure.contains("and no complete checkpoint holds it"));
  }

  @Test
  void showsWhereTheSeenSetIsNotInTheSnapshot() {
    assertThat(failures(SimulationSeams.intact().withState(bytes -> forgetful(bytes))))
        .isNotEmpty()
        .anyMatch(failure -> failure.contains("was read 2 times"));
  }

  @Test
  void showsWhereTheWindowMovesHoursAfterMidnight() {
    long late = Duration.ofHours(4).toMillis();

    assertThat(failures(SimulationSeams.intact().withClock(time -> time - late)))
        .isNotEmpty()
        .allMatch(failure -> failure.contains("was not assigned within two polls"));
  }

  @Test
  void showsWhereTheWindowIsADayBehind() {
    assertThat(failures(SimulationSeams.intact().withClock(time -> time - DAY)))
        .isNotEmpty()
        .anyMatch(failure -> failure.contains("was not assigned within two polls"));
  }

  private static List<String> failures(SimulationSeams seams) {
    return LongStream.range(0, FEW)
        .parallel()
        .mapToObj(seed -> failure(seed, seams))
        .toList()
        .stream()
        .filter(failure -> !failure.isEmpty())
        .toList();
  }

  private static String failure(long seed, SimulationSeams seams) {
    try {
      new Simulation(seed, seams).run();
      return "";
    } catch (AssertionError e) {
      return e.getCause().getMessage();
    }
  }

  private static EnumeratorState forgetful(byte[] bytes) throws IOException {
    EnumeratorState state = SimulationSeams.read(bytes);
    return new EnumeratorState(
        state.phase(),
        state.toLearn(),
        state.beingLearnt(),
        state.pending(),
        state.returned(),
        state.nextSplit(),
        state.listing(),
        new SeenObjects(),
        state.known());
  }

  /** Deletes messages as soon as they are received, as many a connector does. */
  private record EarlyDeletion(MessageQueue queue) implements MessageQueue {
    @Override
    public List<QueueMessage> receive(Duration wait, Duration visibility) throws QueueException {
      List<QueueMessage> received = queue.receive(wait, visibility);
      queue.delete(received.stream().map(QueueMessage::handle).toList());
      return received;
    }

    @Override
    public List<HandleOutcome> delete(List<String> handles) throws QueueException {
      return queue.delete(handles);
    }

    @Override
    public List<HandleOutcome> extend(List<String> handles, Duration visibility)
        throws QueueException {
      return queue.extend(handles, visibility);
    }

    @Override
    public QueueDepth depth() throws QueueException {
      return queue.depth();
    }

    @Override
    public void close() {
      queue.close();
    }
  }
}
