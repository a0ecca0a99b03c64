package io.guardlake.cli.demo;

import static java.util.Objects.requireNonNull;

import io.guardlake.cli.setup.SandboxSetup;
import io.guardlake.sandbox.aws.SampleOrganization;
import io.guardlake.sandbox.aws.SandboxAws;
import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.setup.aws.AwsAccess;
import io.guardlake.setup.execute.Outcome;
import io.guardlake.setup.execute.Patience;
import io.guardlake.setup.execute.Witness;
import io.guardlake.setup.plan.Effect;
import io.guardlake.setup.plan.SetupPlan;
import io.guardlake.setup.run.Application;
import io.guardlake.setup.run.Setup;
import io.guardlake.setup.status.Health;
import io.guardlake.setup.status.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Sets the demo's export up in the sandbox's organization, as the command does in a real one. */
final class DemoSetup {
  private static final int ACCOUNTS = 5;
  private static final String BUCKET_REGION = "us-east-1";

  private final SandboxAws aws;
  private final Path directory;

  /**
   * A setup to come.
   *
   * @param directory where its journal and backups are kept
   */
  DemoSetup(SandboxAws aws, Path directory) {
    this.aws = requireNonNull(aws, "aws is null");
    this.directory = requireNonNull(directory, "directory is null");
  }

  /** Plans, applies and verifies the setup, and says what was done. */
  String apply(String bucket, List<String> regions) throws InterruptedException {
    SampleOrganization organization = SampleOrganization.in(aws, ACCOUNTS, List.of());

    try (Setup setup = setup(organization, SandboxSetup.yaml(bucket, BUCKET_REGION, regions))) {
      SetupPlan plan = setup.plan();
      Application application = setup.apply(plan, Optional.empty(), EnumSet.allOf(Effect.class));
      application.execution().outcomes().stream()
          .filter(outcome -> outcome.state() == Outcome.State.FAILED)
          .findFirst()
          .ifPresent(
              outcome -> {
                throw new IllegalStateException(outcome.sentence());
              });
      long publishing = publishing(setup.verify());
      return "%d actions in an organization of %d accounts, and GuardDuty publishes from %d regions."
          .formatted(plan.actions().size(), ACCOUNTS, publishing);
    }
  }

  private static long publishing(Status status) {
    return status.regions().stream().filter(region -> region.health() == Health.PUBLISHING).count();
  }

  private Setup setup(SampleOrganization organization, String yaml) {
    LocalAddress address = organization.as(SampleOrganization.SECURITY, BUCKET_REGION);
    AwsAccess access =
        new AwsAccess(
            Optional.of(address.endpoint()),
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(address.accessKeyId(), address.secretAccessKey())),
            2);
    return Setup.of(
        "the demo's setup.yaml",
        yaml,
        access,
        directory.resolve("setup"),
        InstantSource.system(),
        new Patience.Backoff(DemoSetup::sleep, Duration.ofMillis(100), Duration.ofSeconds(1), 20),
        Witness.NONE);
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The demo was interrupted.", e);
    }
  }
}
