package io.guardlake.setup.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.aws.world.Knobs.EndOfLists;
import io.guardlake.sandbox.aws.world.Region;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.setup.execute.Outcome;
import io.guardlake.setup.execute.Outcome.State;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.RegionVerdict;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.run.Application;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.status.Health;
import io.guardlake.setup.status.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organization of 120 accounts in 30 regions, those that need opting in among them. */
class WholeOrganizationTest {
  private static final int ACCOUNTS = 120;
  private static final int REGIONS = 30;

  @TempDir private Path work;

  @Test
  void aWholeOrganizationIsSetUpAndWatched() throws Exception {
    List<Region> regions = Stream.of(Region.values()).limit(REGIONS).toList();
    String yaml =
        Wishes.ACCOUNTS
            + Wishes.ORGANIZATION
            + Wishes.regions(regions.stream().map(Region::id).toArray(String[]::new))
            + Wishes.NEW_BUCKET.formatted("findings-" + UUID.randomUUID(), "LOGGING")
            + Wishes.NEW_KEY
            + Wishes.FEATURES;

    try (SandboxS3 objects = SandboxS3.start();
        Realm realm = new Realm(objects, ACCOUNTS)) {
      realm.optIn(regions.stream().filter(Region::needsOptIn).toArray(Region[]::new));
      realm.knobs.pagesOf(40).listsEnd(EndOfLists.WITH_EMPTY_PAGE);
      realm.knobs.policiesSeenAfter(Duration.ofMinutes(2));
      realm.knobs.destinationsVerifiedAfter(Duration.ofMinutes(1));
      realm.knobs.delegationTakes(Duration.ofMinutes(1));

      try (Setup setup =
          Setup.of(
              "setup.yaml",
              yaml,
              realm.access(),
              work,
              realm.clock,
              realm.patience(),
              Witness.NONE)) {
        Path file = work.resolve("plan.json");
        setup.keep(setup.plan(), file);
        Application application =
            setup.apply(setup.reviewed(file), Optional.of(file), EnumSet.allOf(Effect.class));
        assertThat(application.execution().outcomes())
            .filteredOn(outcome -> outcome.state() != State.DONE)
            .extracting(Outcome::sentence)
            .isEmpty();

        SetupPlan second = setup.plan();
        assertThat(second.actions()).isEmpty();
        assertThat(second.obstacles()).isEmpty();
        assertThat(second.regions())
            .filteredOn(each -> each.kind() == RegionVerdict.Kind.EXPORTS)
            .hasSize(REGIONS);

        Status status = setup.verify();
        assertThat(status.regions())
            .filteredOn(region -> region.health() == Health.PUBLISHING)
            .hasSize(REGIONS)
            .allSatisfy(region -> assertThat(region.members()).isEqualTo(ACCOUNTS - 1));
        assertThat(setup.status().isBroken()).isFalse();
      }
    }
  }
}
