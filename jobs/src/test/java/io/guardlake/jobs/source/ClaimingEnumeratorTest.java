package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.dedup.Identity;
import io.guardlake.jobs.dedup.KnownIdentities;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimingEnumeratorTest {
  private static final int MARCH_8 = Math.toIntExact(LocalDate.of(2026, 3, 8).toEpochDay());
  private static final HeldSplit HELD = new HeldSplit("objects-0", false, 1);

  private final EnumeratorRig rig = new EnumeratorRig(1).access(FakeAccess.goingOn());

  @BeforeEach
  void addAnObject() {
    rig.object("2026-03-10", "a");
  }

  @Test
  void nothingIsListedOrAssignedBeforeTheRightIsGiven() throws IOException {
    rig.start();
    ask();
    assertThat(rig.store.listings).hasValue(0);
    assertThat(rig.context.assigned).isEmpty();
    assertThat(rig.claiming.snapshotState(1).isFirst()).as("a restart begins anew").isTrue();

    rig.background.step();
    rig.poll();

    assertThat(rig.names()).containsExactly("a");
  }

  @Test
  void anIngestWishesForTheDaysFromItsFenceOnWhichItsStateKeeps() throws IOException {
    rig.start();
    granted();
    assertThat(FakeAccess.WISHED.get().days()).isEqualTo(DayRange.from(MARCH_8));
    assertThat(FakeAccess.WISHED.get().fresh()).isTrue();
    EnumeratorState state = snapshot(1);

    rig.time("2026-03-20T12:00:00Z");
    rig.start(state);
    granted();

    assertThat(FakeAccess.WISHED.get().days()).isEqualTo(DayRange.from(MARCH_8));
    assertThat(FakeAccess.WISHED.get().fresh()).isFalse();
    assertThat(FakeAccess.WISHED.get().known().snapshots()).isEqualTo(FakeAccess.SNAPSHOTS);
    assertThat(FakeAccess.WISHED.get().known().knows(rig.runId, 1)).isTrue();
    assertThat(FakeAccess.WISHED.get().known().knows(rig.runId, 2)).isFalse();
  }

  @Test
  void aReaderGoesOnWithItsObjectsAtOnceWhereThereIsNothingToLearn() throws IOException {
    EnumeratorState state = running();

    rig.start(state);
    rig.claiming.handleSourceEvent(0, new ReaderStarted(List.of(HELD)));
    assertThat(rig.context.released).as("not before the right is given").isEmpty();

    rig.background.step();
    assertThat(rig.context.released).containsExactly(0);
  }

  @Test
  void aStateThatIsBehindLearnsBeforeAnyReaderGoesOn() throws IOException {
    EnumeratorState state = running();
    rig.object("2026-03-10", "b");

    rig.access(FakeAccess.learning(new OnePart())).start(state);
    rig.claiming.handleSourceEvent(0, new ReaderStarted(List.of(HELD)));
    granted();
    ask();

    assertThat(rig.context.assigned).singleElement().isInstanceOf(ExportSplit.Learning.class);
    assertThat(rig.context.released).isEmpty();

    HeldSplit learnt = HeldSplit.of(rig.context.assigned.get(0));
    rig.claiming.handleSourceEvent(0, new SplitFinished(learnt));
    EnumeratorState behind = snapshot(5);
    assertThat(rig.context.released).as("no complete checkpoint holds it").isEmpty();
    assertThat(behind.phase()).isEqualTo(Learning.Phase.LEARNING);

    rig.claiming.notifyCheckpointComplete(5);
    rig.poll();
    assertThat(rig.context.released).containsExactly(0);
    assertThat(rig.names()).contains("b");
    assertThat(snapshot(6).known().snapshots()).isEqualTo(FakeAccess.SNAPSHOTS);
  }

  @Test
  void whatAnotherRunWasLearningIsLearntAnew() throws IOException {
    rig.access(FakeAccess.learning(new OnePart())).start();
    granted();
    ask();
    EnumeratorState halfLearnt = snapshot(1);
    assertThat(halfLearnt.beingLearnt()).hasSize(1);

    EnumeratorRig other =
        new EnumeratorRig(rig.store).access(FakeAccess.learning(new OnePart())).start(halfLearnt);
    other.claiming.handleSourceEvent(0, new ReaderStarted(List.of()));
    other.background.advance(Duration.ofSeconds(1));
    other.claiming.handleSplitRequest(0, "here");

    assertThat(other.context.assigned).hasSize(1);
    assertThat(other.names()).isEmpty();
    assertThat(other.context.assigned.get(0).splitId()).contains(other.runId);
  }

  @Test
  void whatTheSameRunWasLearningGoesOn() throws IOException {
    rig.access(FakeAccess.learning(new OnePart())).start();
    granted();
    ask();
    EnumeratorState halfLearnt = snapshot(1);
    HeldSplit held = HeldSplit.of(rig.context.assigned.get(0));

    rig.access(FakeAccess.goingOn()).start(halfLearnt);
    rig.claiming.handleSourceEvent(0, new ReaderStarted(List.of(held)));
    granted();
    rig.claiming.handleSplitRequest(0, "here");
    rig.poll();

    assertThat(rig.context.assigned).as("its reader has it").isEmpty();
    rig.claiming.handleSourceEvent(0, new SplitFinished(held));
    snapshot(2);
    rig.claiming.notifyCheckpointComplete(2);
    assertThat(rig.names()).containsExactly("a");
  }

  @Test
  void aBackfillLeavesDaysThatAreAnothers() throws IOException {
    rig.object("2026-03-07", "early");
    rig.bounded().access(FakeAccess.before(MARCH_8)).start();
    granted();
    ask();
    rig.poll();

    assertThat(rig.names()).containsExactly("early");
    assertThat(rig.progress().daysLeft()).containsExactly(LocalDate.of(2026, 3, 10));
    assertThat(rig.context.noMoreSplits).containsExactly(0);
  }

  @Test
  void aBackfillThatHasObjectsOfSuchDaysAlreadyIsRefused() throws IOException {
    rig.bounded().start();
    granted();
    EnumeratorState state = snapshot(1);

    rig.access(FakeAccess.before(MARCH_8)).start(state);

    assertThatThrownBy(() -> rig.background.step())
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessageContaining("export days from 2026-03-08 on")
        .hasMessageContaining("another --state");
  }

  @Test
  void aRefusalFailsTheJobWithItsSentence() {
    rig.access(FakeAccess.refusing("Another ingest is there.")).start();

    assertThatThrownBy(() -> rig.background.step()).hasMessage("Another ingest is there.");
  }

  @Test
  void aRightThatIsLostFailsTheJob() {
    rig.start();
    rig.background.step();

    assertThatThrownBy(() -> FakeAccess.LOST.get().run())
        .hasMessageContaining("Another writer took this run's right");
  }

  @Test
  void whatTheTablesHaveIsLookedAtNowAndThen() throws IOException {
    rig.start();
    granted();
    rig.background.advance(Duration.ofMinutes(11));

    assertThat(snapshot(1).known().snapshots()).isEqualTo(Map.of("findings", 99L));
  }

  /** The state of a job that has found an object and handed it out. */
  private EnumeratorState running() throws IOException {
    rig.start();
    granted();
    ask();
    rig.poll();
    return snapshot(4);
  }

  private void granted() {
    rig.background.advance(Duration.ofSeconds(1));
  }

  private void ask() {
    rig.claiming.handleSourceEvent(0, new ReaderStarted(List.of()));
    rig.claiming.handleSplitRequest(0, "here");
    rig.claiming.handleSplitRequest(0, "here");
  }

  private EnumeratorState snapshot(long checkpoint) throws IOException {
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    byte[] bytes = serializer.serialize(rig.claiming.snapshotState(checkpoint));
    return serializer.deserialize(serializer.getVersion(), bytes);
  }

  private static final class OnePart implements KnownIdentities {
    private static final long serialVersionUID = 1;

    @Override
    public List<String> parts() {
      return List.of("p");
    }

    @Override
    public void read(String part, Consumer<Identity> consumer) {}
  }
}
