package io.guardlake.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearningOrderTest {
  private final EnumeratorRig rig = new EnumeratorRig(1).bounded().learns("p", "q");

  @BeforeEach
  void addAnObject() {
    rig.object("2026-03-10", "a");
  }

  @Test
  void keepsObjectsBackUntilACheckpointHoldsWhatWasLearnt() throws IOException {
    rig.start().readersAskForAll().poll();
    assertThat(rig.context.assigned).hasSize(2).allMatch(ExportSplit.Learning.class::isInstance);
    assertThat(rig.progress().isLearning()).isTrue();

    rig.finish(rig.context.assigned.get(0));
    rig.checkpoint(1);
    assertThat(rig.names()).isEmpty();

    rig.snapshot(2);
    rig.snapshot(3);
    rig.finish(rig.context.assigned.get(1));
    rig.enumerator.notifyCheckpointComplete(2);
    assertThat(rig.names()).as("checkpoint 2 was taken too early").isEmpty();

    rig.snapshot(4);
    rig.enumerator.notifyCheckpointComplete(3);
    assertThat(rig.names()).as("checkpoint 3 began before and ended late").isEmpty();

    rig.enumerator.notifyCheckpointComplete(4);
    assertThat(rig.names()).containsExactly("a");
    assertThat(rig.progress().isLearning()).isFalse();
  }

  @Test
  void learnsAgainWhatAFailedReaderLost() throws IOException {
    rig.start().readersAskForAll().poll();
    rig.finishAll();
    rig.snapshot(1);
    ExportSplit lost = rig.context.assigned.get(0);
    rig.enumerator.addSplitsBack(List.of(lost), 0);
    rig.enumerator.notifyCheckpointComplete(1);
    rig.readersAskForAll();

    assertThat(rig.names()).isEmpty();
    assertThat(rig.context.assigned).hasSize(3).last().isEqualTo(lost);

    rig.finish(lost);
    rig.checkpoint(2);
    assertThat(rig.names()).containsExactly("a");
  }

  @Test
  void waitsForReadersThatWereSetBackToBeforeTheyFinished() throws IOException {
    rig.start().readersAskForAll().poll();
    rig.finishAll();
    HeldSplit held = HeldSplit.of(rig.context.assigned.get(0));
    rig.enumerator.addSplitsBack(List.of(), 0);
    rig.checkpoint(1);
    assertThat(rig.names()).as("the reader has not started again").isEmpty();

    rig.enumerator.handleSourceEvent(0, new ReaderStarted(List.of(held)));
    rig.enumerator.handleSplitRequest(0, "here");
    rig.checkpoint(2);
    assertThat(rig.names()).as("the reader learns again").isEmpty();

    rig.enumerator.handleSourceEvent(0, new SplitFinished(held));
    rig.checkpoint(3);
    assertThat(rig.names()).containsExactly("a");
  }

  @Test
  void takesPartsForFinishedThatNoReaderHasAfterARestore() throws IOException {
    rig.start().readersAskForAll().poll();
    EnumeratorState state = rig.snapshot(1);
    assertThat(state.beingLearnt()).hasSize(2);
    HeldSplit held = HeldSplit.of(rig.context.assigned.get(1));

    rig.start(state).poll();
    rig.enumerator.handleSourceEvent(0, new ReaderStarted(List.of(held)));
    rig.enumerator.handleSplitRequest(0, "here");
    rig.checkpoint(2);
    assertThat(rig.names()).isEmpty();

    rig.enumerator.handleSourceEvent(0, new SplitFinished(held));
    rig.checkpoint(3);
    assertThat(rig.names()).containsExactly("a");
    assertThat(rig.context.assigned).noneMatch(ExportSplit.Learning.class::isInstance);
  }

  @Test
  void learnsOnlyTheRestAfterARestore() throws IOException {
    rig.start();
    rig.background.step();
    EnumeratorState state = rig.snapshot(1);
    rig.learns("changed", "since").start(state).readersAskForAll().poll();

    assertThat(rig.context.assigned)
        .extracting(split -> ((ExportSplit.Learning) split).part())
        .containsExactly("p", "q");
  }

  @Test
  void learnsNothingAgainAfterARestore() throws IOException {
    rig.start().readersAskForAll().poll();
    rig.finishAll();
    rig.checkpoint(1);
    EnumeratorState state = rig.snapshot(2);
    rig.object("2026-03-11", "b");
    rig.start(state).readersAskForAll().poll();

    assertThat(rig.context.assigned).noneMatch(ExportSplit.Learning.class::isInstance);
  }
}
