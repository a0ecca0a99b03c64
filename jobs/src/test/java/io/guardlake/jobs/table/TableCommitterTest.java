package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guardlake.schemas.finding.FindingsTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.iceberg.UpdateProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCommitterTest {
  private static final List<String> HEARD = new ArrayList<>();

  @TempDir Path directory;
  private final SampleRows samples = new SampleRows(3);
  private final List<OneInputStreamOperatorTestHarness<CommittableFile, Void>> harnesses =
      new ArrayList<>();
  private TestOutput output;
  private String run;

  @BeforeEach
  void open() {
    HEARD.clear();
    output = new TestOutput(directory);
  }

  @AfterEach
  void close() throws Exception {
    for (OneInputStreamOperatorTestHarness<CommittableFile, Void> harness : harnesses) {
      harness.close();
    }

    output.close();
  }

  @Test
  void commitsWhenTheCheckpointIsCompleteAndNotBefore() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> committer = start(null);
    CommittableFile file = send(committer);
    assertThat(output.liveFiles()).isEmpty();
    committer.snapshot(1, 1);
    assertThat(output.liveFiles()).isEmpty();

    committer.notifyOfCompletedCheckpoint(1);

    assertThat(output.liveFiles()).containsExactly(file.file().location());
    assertThat(output.table().currentSnapshot().summary())
        .containsEntry("guardlake.checkpoint-id", "1")
        .containsKey("guardlake.writer-id")
        .containsEntry("added-records", "1");
    assertThat(HEARD).containsExactly("findings 1 1");
  }

  @Test
  void aFileAfterTheBarrierWaitsForTheNextCheckpoint() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> committer = start(null);
    CommittableFile before = send(committer);
    committer.snapshot(1, 1);
    CommittableFile after = send(committer);
    committer.notifyOfCompletedCheckpoint(1);
    assertThat(output.liveFiles()).containsExactly(before.file().location());

    committer.snapshot(2, 2);
    committer.notifyOfCompletedCheckpoint(2);

    assertThat(output.liveFiles()).contains(after.file().location()).hasSize(2);
  }

  @Test
  void whatItSawAtItsStartMayExpire() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> other = start(null);
    send(other);
    other.snapshot(1, 1);
    other.notifyOfCompletedCheckpoint(1);
    OneInputStreamOperatorTestHarness<CommittableFile, Void> idle = start(null);

    for (int checkpoint = 2; checkpoint <= 3; checkpoint++) {
      send(other);
      other.snapshot(checkpoint, checkpoint);
      other.notifyOfCompletedCheckpoint(checkpoint);
    }

    output.table().expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
    send(idle);
    idle.snapshot(1, 1);
    idle.notifyOfCompletedCheckpoint(1);

    assertThat(output.liveFiles()).hasSize(4);
  }

  @Test
  void commitsNothingForAnEmptyCheckpoint() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> committer = start(null);
    committer.snapshot(1, 1);
    committer.notifyOfCompletedCheckpoint(1);

    assertThat(output.table().currentSnapshot()).isNull();
  }

  @Test
  void catchesUpAfterSeveralCheckpointsWithoutNotification() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> committer = start(null);

    for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
      send(committer);
      committer.snapshot(checkpoint, checkpoint);
    }

    send(committer);
    committer.snapshot(4, 4);
    committer.notifyOfCompletedCheckpoint(3);

    assertThat(output.liveFiles()).hasSize(3);
    assertThat(output.snapshots()).isEqualTo(3);
  }

  @Test
  void aNotificationThatComesTwiceOrLateChangesNothing() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> committer = start(null);
    send(committer);
    committer.snapshot(1, 1);
    committer.notifyOfCompletedCheckpoint(1);
    committer.notifyOfCompletedCheckpoint(1);
    committer.notifyOfCompletedCheckpoint(0);

    assertThat(output.snapshots()).isEqualTo(1);
  }

  @Test
  void commitsRestoredFilesAtOnce() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> first = start(null);
    CommittableFile file = send(first);
    OperatorSubtaskState state = first.snapshot(1, 1);
    first.close();

    start(state);

    assertThat(output.liveFiles()).containsExactly(file.file().location());
  }

  @Test
  void recognisesACommitThatWasMadeBeforeTheRestore() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> first = start(null);
    send(first);
    OperatorSubtaskState state = first.snapshot(1, 1);
    first.notifyOfCompletedCheckpoint(1);

    start(state);
    start(state);

    assertThat(output.snapshots()).isEqualTo(1);
    assertThat(HEARD).hasSize(1);
  }

  @Test
  void checkpointIdsThatAreUsedAgainAfterARollbackLoseNothing() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> first = start(null);
    send(first);
    OperatorSubtaskState savepoint = first.snapshot(7, 1);
    first.notifyOfCompletedCheckpoint(7);
    send(first);
    first.snapshot(8, 2);
    first.notifyOfCompletedCheckpoint(8);

    OneInputStreamOperatorTestHarness<CommittableFile, Void> rolledBack = start(savepoint);
    CommittableFile later = send(rolledBack);
    rolledBack.snapshot(8, 3);
    rolledBack.notifyOfCompletedCheckpoint(8);

    assertThat(output.liveFiles()).hasSize(3).contains(later.file().location());
  }

  @Test
  void anAbortedCheckpointsFilesGoWithTheNext() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> committer = start(null);
    send(committer);
    committer.snapshot(1, 1);
    committer.getOneInputOperator().notifyCheckpointAborted(1);
    OperatorSubtaskState state = committer.snapshot(2, 2);
    committer.notifyOfCompletedCheckpoint(2);
    start(state);

    assertThat(output.liveFiles()).hasSize(1);
    assertThat(output.snapshots()).isEqualTo(1);
  }

  @Test
  void aDeathInTheMiddleOfCatchingUpLosesAndRepeatsNothing() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> first = start(null);

    for (int checkpoint = 1; checkpoint <= 2; checkpoint++) {
      send(first);
      first.snapshot(checkpoint, checkpoint);
    }

    send(first);
    OperatorSubtaskState state = first.snapshot(3, 3);
    // One of three commits gets through, and then the process dies.
    first.notifyOfCompletedCheckpoint(1);
    first.close();

    start(state);
    start(state);

    assertThat(output.liveFiles()).hasSize(3);
    assertThat(output.snapshots()).isEqualTo(3);
  }

  @Test
  void whatIsRestoredWaitsUntilTheRunIsAdmitted() throws Exception {
    run = "first";
    admit("first", 1);
    OneInputStreamOperatorTestHarness<CommittableFile, Void> first = start(null);
    CommittableFile file = send(first);
    OperatorSubtaskState state = first.snapshot(1, 1);
    first.close();
    run = "second";
    Thread later =
        new Thread(
            () -> {
              await()
                  .until(
                      () ->
                          Thread.getAllStackTraces().values().stream()
                              .anyMatch(TableCommitterTest::waits));
              assertThat(liveFiles()).isEmpty();
              admit("second", 2);
            });
    later.start();

    start(state);
    later.join();

    assertThat(output.liveFiles()).containsExactly(file.file().location());
  }

  @Test
  void aCommitterThatWakesAfterAnotherRunTookOverCommitsNothing() throws Exception {
    run = "zombie";
    admit("zombie", 1);
    OneInputStreamOperatorTestHarness<CommittableFile, Void> zombie = start(null);
    send(zombie);
    OperatorSubtaskState state = zombie.snapshot(1, 1);
    admit("next", 2);
    run = "next";
    OneInputStreamOperatorTestHarness<CommittableFile, Void> next = start(state);

    // The next has committed the first checkpoint in its place, which is no failure.
    zombie.notifyOfCompletedCheckpoint(1);
    send(zombie);
    zombie.snapshot(2, 2);
    assertThatThrownBy(() -> zombie.notifyOfCompletedCheckpoint(2))
        .hasMessageContaining("Another writer took over");
    send(next);
    next.snapshot(2, 2);
    next.notifyOfCompletedCheckpoint(2);

    assertThat(output.liveFiles()).hasSize(2);
    assertThat(output.snapshots()).isEqualTo(2);
  }

  @Test
  void aStateWhoseFilesAreGoneIsRefusedWithASentence() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> first = start(null);
    CommittableFile file = send(first);
    OperatorSubtaskState state = first.snapshot(1, 1);
    Files.delete(Path.of(URI.create(file.file().location())));

    assertThatThrownBy(() -> start(state))
        .hasMessageContaining("is gone: the state is older than the grace of compact")
        .hasMessageContaining("--bootstrap");
    assertThat(output.liveFiles()).isEmpty();
  }

  @Test
  void refusesToRunWithoutCheckpoints() throws Exception {
    OneInputStreamOperatorTestHarness<CommittableFile, Void> harness =
        new OneInputStreamOperatorTestHarness<>(
            committer(), CommittableFileSerializer.INSTANCE, new MockEnvironmentBuilder().build());
    harnesses.add(harness);
    harness.setup();

    assertThatThrownBy(harness::open).hasMessageContaining("Checkpoints are off");
  }

  private CommittableFile send(OneInputStreamOperatorTestHarness<CommittableFile, Void> committer)
      throws Exception {
    CommittableFile file = output.file(samples);
    committer.processElement(new StreamRecord<>(file));
    return file;
  }

  private void admit(String name, long token) {
    try {
      UpdateProperties update = output.catalog().table("findings").updateProperties();
      output.table().properties().keySet().stream()
          .filter(Admission::isKey)
          .forEach(update::remove);
      update.set(Admission.key(name), "1").set(Admission.TOKEN, String.valueOf(token)).commit();
    } catch (RuntimeException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> liveFiles() {
    try {
      return output.liveFiles();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean waits(StackTraceElement[] trace) {
    return Arrays.stream(trace).anyMatch(at -> at.getMethodName().equals("awaitAdmission"));
  }

  private TableCommitter committer() {
    return new TableCommitter(
        output.settings(),
        FindingsTable.DEFINITION.name(),
        run,
        (table, files, rows) -> HEARD.add(table + " " + files + " " + rows));
  }

  private OneInputStreamOperatorTestHarness<CommittableFile, Void> start(OperatorSubtaskState state)
      throws Exception {
    MockEnvironment environment = new MockEnvironmentBuilder().build();
    environment
        .getJobConfiguration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(1));
    OneInputStreamOperatorTestHarness<CommittableFile, Void> harness =
        new OneInputStreamOperatorTestHarness<>(
            committer(), CommittableFileSerializer.INSTANCE, environment);
    harnesses.add(harness);
    harness.setup();

    if (state != null) {
      harness.initializeState(state);
    }

    harness.open();
    return harness;
  }
}
