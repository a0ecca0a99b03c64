package io.guardlake.chaos;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.fault.Fault;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each safeguard is taken away once, and the comparison with the model must fail for it. The same
 * deeds are done to the whole product first, which must withstand them.
 */
class DeliberateBreaksTest {
  private static final PlannedObject.Bad BAD = new PlannedObject.Bad("no JSON", "not_json");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  /** Deeds on a stage, ended by a comparison. */
  private interface Scenario {
    void play(Stage stage);
  }

  @Test
  void aCommitThatIsNotIdempotentIsCaught() {
    proves(
        Break.COMMIT_NOT_IDEMPOTENT,
        Plan.Storage.FILES,
        "doubled",
        stage -> {
          stage.write();

          try (JavaProcess ingest = stage.ingest("a", "--checkpoint-interval", "6s")) {
            // The checkpoint that was just committed is the newest there is.
            stage.awaitCommit("findings", 0);
            ingest.kill();
          }

          stage.ingestAll("a");
          stage.requireRight();
        });
  }

  @Test
  void dedupStateThatIsNotRestoredIsCaught() {
    proves(
        Break.DEDUP_STATE_NOT_RESTORED,
        Plan.Storage.FILES,
        "doubled",
        stage -> {
          PlannedObject object = stage.write();
          stage.ingestAll("a");
          stage.writeAgain(object);
          stage.ingestAll("a");
          stage.requireRight();
        });
  }

  /** Dedup keeps the table right even so; what tells is that objects are read again. */
  @Test
  void aSeenSetThatIsLostIsCaught() {
    proves(
        Break.SEEN_SET_LOST,
        Plan.Storage.FILES,
        "read again",
        stage -> {
          stage.write();
          stage.ingestAll("a");
          int again = stage.ingestAll("a").path("objects").asInt();
          stage.requireRight();

          if (again > 0) {
            throw new AssertionError(again + " objects were read again after a restart");
          }
        });
  }

  @Test
  void aQuarantineOutsideTheCheckpointIsCaught() {
    proves(
        Break.QUARANTINE_OUTSIDE_THE_CHECKPOINT,
        Plan.Storage.S3,
        "lost: Refusal",
        stage -> {
          stage.write();

          try (JavaProcess ingest = stage.ingest("a", "--checkpoint-interval", "1s")) {
            stage.awaitCommit("findings", 0);
            // From now on it takes a while from a complete checkpoint to the commit of quarantine.
            stage
                .world()
                .s3Proxy()
                .apply(
                    FaultRule.on(new Fault.Latency(Duration.ofSeconds(60)), Operation.PUT_OBJECT)
                        .keys("**/quarantine/metadata/**"));
            stage.write(BAD);
            stage.await(
                "a commit of quarantine", () -> !stage.world().s3Proxy().journal().isEmpty());
            ingest.kill();
          }

          stage.world().calm();
          stage.ingestAll("a");
          stage.requireRight();
        });
  }

  @Test
  void learningThatIsReleasedEarlyIsCaught() {
    proves(
        Break.LEARNING_RELEASED_EARLY,
        Plan.Storage.FILES,
        "doubled",
        stage -> {
          stage.write();
          stage.backfill();
          stage.backfill();
          stage.requireRight();
        });
  }

  /** A version that two have written is left out of the second commit; a refusal is not. */
  @Test
  void aLeaseThatIsNotFencedIsCaught() {
    proves(
        Break.LEASE_NOT_FENCED,
        Plan.Storage.FILES,
        "doubled",
        stage -> {
          stage.write();

          try (JavaProcess zombie = stage.ingest("a", "--checkpoint-interval", "8s")) {
            stage.awaitCommit("findings", 0);
            long gets = stage.world().s3Proxy().requests().of(Operation.GET_OBJECT);
            stage.write(BAD);
            stage.await(
                "a read object",
                () -> stage.world().s3Proxy().requests().of(Operation.GET_OBJECT) > gets);
            Pauses.millis(700);
            // It has read the object, and not committed it, when its machine stands still.
            suspend(zombie, stage.world());
            stage.ingestAll("b", "--bootstrap");
            long before = stage.snapshot("quarantine");
            zombie.resume();
            long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
            stage.await(
                "an end of the other",
                () ->
                    !zombie.isAlive()
                        || stage.snapshot("quarantine") != before
                        || System.nanoTime() > end);
          }

          stage.requireRight();
        });
  }

  /** Not in the middle of a transaction: SQLite's lock would keep everyone else out for as long. */
  private static void suspend(JavaProcess process, World world) {
    Path catalog = world.catalogFile();
    Path journal = catalog.resolveSibling(catalog.getFileName() + "-journal");
    process.suspend();

    while (Files.exists(journal)) {
      process.resume();
      Pauses.millis(100);
      process.suspend();
    }
  }

  private void proves(Break broken, Plan.Storage storage, String says, Scenario scenario) {
    Path whole = directory.resolve("whole");

    try (Stage stage = Stage.set(Installation.tested(), storage, whole)) {
      scenario.play(stage);
    }

    Path classes = broken.compileInto(directory.resolve("changed"));
    Installation installation = Installation.tested().with(classes);

    try (Stage stage = Stage.set(installation, storage, directory.resolve("broken"))) {
      assertThatThrownBy(() -> scenario.play(stage))
          .as("%s is caught", broken)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(says);
    }
  }
}
