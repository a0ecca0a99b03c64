package io.guardlake.setup.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.execute.Execution;
import io.guardlake.setup.execute.Executor;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.plan.SetupPlanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is planned is done by the SDK, against the sandbox's control plane. */
class SdkControlPlaneTest {
  private static SandboxS3 objects;
  private final List<String> notes = new ArrayList<>();
  private final String bucket = "findings-" + UUID.randomUUID();
  private Realm realm;
  private AwsClients clients;

  @BeforeAll
  static void startObjects() {
    objects = SandboxS3.start();
  }

  @AfterAll
  static void stopObjects() {
    objects.close();
  }

  @BeforeEach
  void start() {
    realm = new Realm(objects, 6);
    clients = realm.clients();
  }

  @AfterEach
  void stop() {
    clients.close();
    realm.close();
  }

  @Test
  void whatIsPlannedIsDoneAndLeavesNothingToPlan() throws Exception {
    realm.knobs.policiesSeenAfter(Duration.ofMinutes(2));
    realm.knobs.delegationTakes(Duration.ofMinutes(1));
    SetupConfig config =
        Wishes.read(
            Wishes.ACCOUNTS,
            Wishes.ORGANIZATION,
            Wishes.regions("eu-west-1", "us-east-1"),
            Wishes.NEW_BUCKET.formatted(bucket, "LOGGING"),
            Wishes.NEW_KEY,
            Wishes.FEATURES);
    SetupPlan plan = plan(config);
    Execution execution =
        new Executor(
                new SdkControlPlane(
                    clients, config, realm.patience(), (target, before) -> {}, notes::add),
                realm.patience(),
                Witness.NONE)
            .execute(plan, EnumSet.allOf(Effect.class));
    assertThat(execution.outcomes())
        .allSatisfy(outcome -> assertThat(outcome.sentence()).isEmpty());
    SetupPlan second = plan(config);
    assertThat(second.actions()).isEmpty();
    assertThat(second.obstacles()).isEmpty();
  }

  private SetupPlan plan(SetupConfig config) throws InterruptedException {
    return SetupPlanner.plan(config, new WorldReader(clients, config, Set.of()).read());
  }
}
