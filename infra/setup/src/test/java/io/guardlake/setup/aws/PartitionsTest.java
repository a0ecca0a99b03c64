package io.guardlake.setup.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.aws.world.Partition;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.setup.doctor.CheckResult.Level;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.status.Health;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole of a setup outside the commercial partition. */
class PartitionsTest {
  private static SandboxS3 objects;

  @TempDir private Path work;

  @BeforeAll
  static void startObjects() {
    objects = SandboxS3.start();
  }

  @AfterAll
  static void stopObjects() {
    objects.close();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_US_GOV, us-gov-west-1, us-gov-east-1, amazonaws.com",
    "AWS_CN, cn-north-1, cn-northwest-1, amazonaws.com.cn"
  })
  void aSetupIsWholeInItsPartition(Partition partition, String home, String other, String dnsSuffix)
      throws Exception {
    String bucket = "findings-" + UUID.randomUUID();
    String reader = "arn:%s:iam::100000000002:role/Reader".formatted(partition.id());

    try (Realm realm = new Realm(objects, 4, partition)) {
      realm.aws.world().addRole(Realm.SECURITY, "Reader");
      String yaml =
          (Wishes.ACCOUNTS
                      + Wishes.ORGANIZATION
                      + Wishes.FEATURES
                      + Wishes.NEW_BUCKET.formatted(bucket, "LOGGING")
                      + Wishes.NEW_KEY)
                  .replace("arn:aws:", "arn:%s:".formatted(partition.id()))
                  .replace("eu-west-1", home)
              + "readers: [\"%s\"]\n".formatted(reader);

      try (Setup setup =
          Setup.of(
              "setup.yaml",
              yaml,
              realm.access(),
              work,
              realm.clock,
              realm.patience(),
              Witness.NONE)) {
        assertThat(
                setup
                    .apply(setup.plan(), Optional.empty(), EnumSet.allOf(Effect.class))
                    .execution()
                    .outcomes())
            .isNotEmpty()
            .allSatisfy(outcome -> assertThat(outcome.sentence()).isEmpty());
        assertThat(setup.plan().actions()).isEmpty();
        assertThat(setup.plan().obstacles()).isEmpty();
        assertThat(setup.verify().regions())
            .extracting(each -> each.region() + " " + each.health())
            .containsExactlyInAnyOrder(
                home + " " + Health.PUBLISHING, other + " " + Health.PUBLISHING);
        assertThat(setup.doctor()).noneMatch(check -> check.level() == Level.FAIL);
        assertThat(setup.world().key().found().orElseThrow().policy().found().orElseThrow())
            .contains("s3.%s.%s\"".formatted(home, dnsSuffix))
            .contains("arn:%s:guardduty:%s:100000000002:".formatted(partition.id(), other))
            .doesNotContain("arn:aws:");
      }
    }
  }
}
