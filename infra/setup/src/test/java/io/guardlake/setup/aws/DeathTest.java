package io.guardlake.setup.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.setup.execute.Outcome;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.SetupAction;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.run.StoppedException;
import io.guardlake.setup.status.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed leaves two things: what AWS was told until then, and a journal that ends
 * there, perhaps within a line. These tests make every such pair of a setup, and go on from each.
 */
class DeathTest {
  private static final Set<Effect> ALL = EnumSet.allOf(Effect.class);

  private static SandboxS3 objects;

  @TempDir private Path work;
  private final String bucket = "findings-" + UUID.randomUUID();
  private Realm realm;
  private Path plan;
  private int actions;
  private String lastWords = "";

  @BeforeAll
  static void startObjects() {
    objects = SandboxS3.start();
  }

  @AfterAll
  static void stopObjects() {
    objects.close();
  }

  @BeforeEach
  void start() throws Exception {
    realm = new Realm(objects, 4);
    plan = work.resolve("plan.json");

    try (Setup setup = setup(Witness.NONE)) {
      SetupPlan reviewed = setup.plan();
      actions = reviewed.actions().size();
      setup.keep(reviewed, plan);
    }
  }

  @AfterEach
  void stop() {
    realm.close();
  }

  /**
   * Each run gets one call through that may change something, and dies at the next; one more where
   * the last run got nowhere, for a call that is refused changes nothing.
   */
  @Test
  void killedBetweenAnyTwoCallsItIsResumedToTheSameEnd() throws Exception {
    int deaths = 0;
    int calls = 1;

    for (String before = ""; dies(calls, new Dies(Integer.MAX_VALUE)); before = lastWords) {
      assertThat(++deaths).as(lastWords).isLessThanOrEqualTo(5 * actions);
      cutWhatTheDeadDidNotWrite(deaths);
      calls = lastWords.equals(before) ? calls + 1 : 1;
    }

    // The delegation makes the administrator's detectors, which were to be made each by a call.
    assertThat(deaths).isGreaterThan(actions / 2);
    assertWhole();
  }

  /** Each run dies when it is about to begin the second thing that it would do. */
  @Test
  void killedBeforeAnyActionBeginsItIsResumedToTheSameEnd() throws Exception {
    int deaths = 0;

    while (dies(Integer.MAX_VALUE, new Dies(1))) {
      assertThat(++deaths).isLessThanOrEqualTo(actions);
    }

    assertThat(deaths).isPositive();
    assertWhole();
  }

  /**
   * Killed as its journal is made, a run has done nothing, and no later one may stumble over it.
   */
  @Test
  void aJournalThatWasOnlyMadeIsPassedOver() throws Exception {
    assertThat(dies(3, new Dies(Integer.MAX_VALUE))).isTrue();
    Path folder = journals().get(0).getParent();
    Files.writeString(folder.resolve("20990101T000000.000Z-1-001-Main.journal.jsonl"), "");
    Files.writeString(
        folder.resolve("20990101T000000.000Z-1-002-Main.journal.jsonl"), "{\"event\":\"sta");

    assertThat(dies(Integer.MAX_VALUE, new Dies(Integer.MAX_VALUE))).isFalse();
    assertWhole();
  }

  private boolean dies(int changes, Dies watcher) throws InterruptedException {
    realm.knobs.changesLeft(changes);

    try (Setup setup = setup(watcher)) {
      setup.apply(setup.reviewed(plan), Optional.of(plan), ALL);
      return false;
    } catch (StoppedException e) {
      return true;
    } finally {
      realm.knobs.changesLeft(Integer.MAX_VALUE);
    }
  }

  /** What failed did so because its caller was dead, who then writes nothing, or half a line. */
  private void cutWhatTheDeadDidNotWrite(int death) throws IOException {
    for (Path journal : journals()) {
      String text = Files.readString(journal, StandardCharsets.UTF_8);
      int failed = text.indexOf("\"state\":\"FAILED\"");

      if (failed >= 0) {
        int line = text.lastIndexOf('\n', failed) + 1;
        int end = death % 2 == 0 ? line : line + 20;
        Files.writeString(journal, text.substring(0, end), StandardCharsets.UTF_8);
      }
    }
  }

  private List<Path> journals() throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files.filter(file -> file.toString().endsWith(".journal.jsonl")).sorted().toList();
    }
  }

  private void assertWhole() throws InterruptedException {
    try (Setup setup = setup(Witness.NONE)) {
      assertThat(setup.plan().actions()).isEmpty();
      assertThat(setup.plan().obstacles()).isEmpty();
      assertThat(setup.verify().regions())
          .filteredOn(region -> region.health() != Health.LEFT_OUT)
          .hasSize(2)
          .allSatisfy(region -> assertThat(region.health()).isEqualTo(Health.PUBLISHING));
    }
  }

  private Setup setup(Witness watcher) {
    String yaml =
        Wishes.ACCOUNTS
            + Wishes.ORGANIZATION
            + Wishes.regions("eu-west-1", "us-east-1")
            + "frequency: FIFTEEN_MINUTES\n"
            + Wishes.NEW_BUCKET.formatted(bucket, "LOGGING")
            + Wishes.NEW_KEY;
    // The dead try nothing again.
    AwsAccess access = realm.access();
    return Setup.of(
        "setup.yaml",
        yaml,
        new AwsAccess(access.endpoint(), access.credentials(), 1),
        work,
        realm.clock,
        tries -> false,
        watcher);
  }

  /** Stops where a call came too late, or when more would begin than may. */
  private final class Dies implements Witness {
    private final List<String> done = new ArrayList<>();
    private int mayBegin;

    Dies(int mayBegin) {
      this.mayBegin = mayBegin;
    }

    @Override
    public synchronized void begins(SetupAction action) {
      if (mayBegin == 0) {
        throw new StoppedException();
      }

      mayBegin--;
    }

    @Override
    public synchronized void ends(Outcome outcome) {
      if (outcome.state() == Outcome.State.FAILED) {
        lastWords =
            "%s, and then: %s %s".formatted(done, outcome.action().describe(), outcome.sentence());
        throw new StoppedException();
      }

      done.add(outcome.action().describe());
    }
  }
}
