package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.sandbox.aws.SampleOrganization;
import io.guardlake.sandbox.s3.SandboxS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The setup's commands against the sandbox's control plane, by the standard AWS environment. */
class SetupCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TYPE = "UnauthorizedAccess:EC2/SSHBruteForce";

  private static SandboxS3 objects;

  @TempDir private Path directory;
  private SetupSandbox sandbox;

  @BeforeAll
  static void startObjects() {
    objects = SandboxS3.start();
  }

  @AfterAll
  static void stopObjects() {
    objects.close();
  }

  @BeforeEach
  void start() throws IOException {
    sandbox = new SetupSandbox(objects, directory, 4);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void goesFromTheFirstPlanToTheEndByExitCodes() throws IOException {
    Path plan = directory.resolve("plan.json");
    Cli.Result planned = setup("plan", "--out", plan.toString());
    assertThat(planned.exitCode()).isEqualTo(2);
    assertThat(planned.output())
        .contains("Make account 100000000002 GuardDuty's delegated administrator in us-east-1")
        .contains("CHARGES", "taken back by", "added GuardlakeMainExportWrite")
        .contains("S3_DATA_EVENTS: up to 4 accounts in 2 regions")
        .contains("To be allowed by name: --allow CHARGES");

    Cli.Result notAllowed = setup("apply", plan.toString());
    assertThat(notAllowed.exitCode()).isEqualTo(64);
    assertThat(notAllowed.messages()).contains("Nothing was done", "--allow CHARGES");
    assertThat(setup("doctor").exitCode()).isEqualTo(1);
    assertThat(setup("status").exitCode()).isEqualTo(1);

    Cli.Result applied = setup("apply", plan.toString(), "--allow", "CHARGES");
    assertThat(applied.messages()).doesNotContain("FAILED");
    assertThat(applied.exitCode()).isZero();
    assertThat(applied.output()).contains("us-east-1", "Journal: ");

    Cli.Result again = setup("plan", "--json");
    assertThat(again.exitCode()).isZero();
    JsonNode json = MAPPER.readTree(again.output());
    assertThat(json.path("formatVersion").asText()).startsWith("1.");
    assertThat(json.path("actions")).isEmpty();

    assertThat(setup("verify").exitCode()).isZero();
    sandbox.aws().guardDuty().find(SampleOrganization.SECURITY, "us-east-1", TYPE);
    Cli.Result status = setup("status", "--json");
    assertThat(status.exitCode()).isZero();
    assertThat(MAPPER.readTree(status.output()).path("regions"))
        .anySatisfy(
            region -> {
              assertThat(region.path("region").asText()).isEqualTo("us-east-1");
              assertThat(region.path("health").asText()).isEqualTo("DUE");
            });
    Cli.Result doctor = setup("doctor");
    assertThat(doctor.output()).contains("0 failed");
    assertThat(doctor.exitCode()).isZero();

    Cli.Result shown = setup("destroy");
    assertThat(shown.exitCode()).isEqualTo(2);
    assertThat(shown.output())
        .contains("delete-detector --region us-east-1", "schedule-key-deletion", "s3 rb --force")
        .contains("disassociate-members --region eu-west-1")
        .contains("disable-organization-admin-account --region eu-west-1");
    assertThat(setup("destroy", "--yes").exitCode()).isEqualTo(64);
    assertThat(setup("destroy", "--yes", "--allow", "WEAKENS").exitCode()).isZero();
    assertThat(setup("destroy").exitCode()).isZero();
    assertThat(setup("status").exitCode()).isEqualTo(1);
  }

  /** SIGKILL, at two moments; then the same command does the rest. */
  @Test
  void killedItIsDoneToTheEndByTheSameCommand() throws Exception {
    Path plan = directory.resolve("plan.json");
    setup("plan", "--out", plan.toString());

    for (int begun : new int[] {4, 9}) {
      Process process = sandbox.start("apply", plan.toString(), "--allow", "CHARGES");

      try {
        Awaitility.await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> !process.isAlive() || begun() >= begun);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }

    Cli.Result rest = setup("apply", plan.toString(), "--allow", "CHARGES");
    assertThat(rest.messages()).doesNotContain("FAILED");
    assertThat(rest.exitCode()).isZero();
    assertThat(setup("plan").exitCode()).isZero();
    assertThat(setup("verify").exitCode()).isZero();
  }

  /** What is recorded here is recorded as it would be in AWS, and replayed as it would be here. */
  @Test
  void aRecordingHasNoNameOfAnybodyAndReplays() throws IOException {
    assertThat(setup("apply", "--yes", "--allow", "CHARGES").exitCode()).isZero();
    Path recording = directory.resolve("aws.json");

    assertThat(setup("probe", "--record", recording.toString()).exitCode()).isZero();

    String text = Files.readString(recording);
    assertThat(text)
        .contains(
            "guardduty GetDetector 200", "kms DescribeKey 200", "organizations ListAccounts 200")
        .contains("findingPublishingFrequency string")
        .doesNotContain(SampleOrganization.SECURITY, "findings-", "arn:", "GuardlakeMain")
        .doesNotContain("sts ");
    Cli.Result replayed = setup("probe", "--replay", recording.toString());
    assertThat(replayed.output()).contains("Every answer looks as it was recorded.");
    assertThat(replayed.exitCode()).isZero();

    Files.writeString(
        recording, text.replace("findingPublishingFrequency string", "newerField string"));
    Cli.Result differs = setup("probe", "--replay", recording.toString());
    assertThat(differs.exitCode()).isEqualTo(1);
    assertThat(differs.output()).contains("no 'newerField string' now");
  }

  @Test
  void errorsAreSentencesThatSayWhatToDo() throws IOException {
    Path missing = directory.resolve("missing.yaml");
    Cli.Result noConfig = Cli.run("setup", "plan", "--config", missing.toString());
    assertThat(noConfig.exitCode()).isEqualTo(64);
    assertThat(noConfig.messages()).contains("guardlake setup example");

    Files.writeString(missing, "accounts: {}\nbuckets: 3\n");
    Cli.Result badConfig = Cli.run("setup", "doctor", "--config", missing.toString());
    assertThat(badConfig.exitCode()).isEqualTo(64);
    assertThat(badConfig.messages()).contains("missing.yaml:");

    Cli.Result noPlan = setup("apply", directory.resolve("none.json").toString());
    assertThat(noPlan.exitCode()).isEqualTo(64);
    assertThat(noPlan.messages()).contains("guardlake setup plan --out");

    Cli.Result unreviewed = setup("apply");
    assertThat(unreviewed.exitCode()).isEqualTo(64);
    assertThat(unreviewed.messages()).contains("Nothing was done", "--yes");

    Cli.Result example = Cli.run("setup", "example");
    assertThat(example.exitCode()).isZero();
    Files.writeString(missing, example.output());
    assertThat(Cli.run("setup", "plan", "--config", missing.toString()).messages())
        .doesNotContain("missing.yaml:");
  }

  private Cli.Result setup(String... arguments) {
    return sandbox.setup(arguments);
  }

  /** How many actions were begun, by all journals together. */
  private long begun() throws IOException {
    Path work = directory.resolve("guardlake-setup");

    if (!Files.isDirectory(work)) {
      return 0;
    }

    long begun = 0;

    try (Stream<Path> files = Files.list(work)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
        begun +=
            Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{\"event\":\"begin\""))
                .count();
      }
    }

    return begun;
  }
}
