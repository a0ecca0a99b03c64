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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GuardDuty and the organization tell, in the output's tables. */
class FromApiTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SSH = "UnauthorizedAccess:EC2/SSHBruteForce";
  private static final String DNS = "Backdoor:EC2/C&CActivity.B!DNS";

  private static SandboxS3 objects;

  @TempDir private Path directory;
  private SetupSandbox sandbox;
  private String output;

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
    sandbox = new SetupSandbox(objects, directory, 7);
    output = directory.resolve("lake").toUri().toString();
    assertThat(sandbox.setup("apply", "--yes", "--allow", "CHARGES").exitCode()).isZero();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void whatTheApiTellsIsWrittenOnceAndMarked() throws IOException {
    String one = find("us-east-1", SSH);
    String archived = find("eu-west-1", DNS);
    sandbox.aws().guardDuty().archive(SampleOrganization.SECURITY, "eu-west-1", archived);

    Cli.Result first = fromApi();

    assertThat(first.messages()).contains("told of 2 findings in 2 of 2 regions");
    assertThat(first.exitCode()).isZero();
    assertThat(MAPPER.readTree(first.output()).path("versionsWritten").asLong()).isEqualTo(2);
    assertThat(MAPPER.readTree(first.output()).path("quarantined").asLong()).isZero();
    JsonNode rows =
        rows("select finding_id, source_uri, is_archived from findings order by region desc");
    assertThat(rows.at("/0/finding_id").asText()).isEqualTo(one);
    assertThat(rows.at("/0/source_uri").asText())
        .startsWith(
            "guardduty-api://AWSLogs/%s/GuardDuty/us-east-1/"
                .formatted(SampleOrganization.SECURITY))
        .endsWith("/%s.jsonl.gz".formatted(one));
    assertThat(rows.at("/0/is_archived").asBoolean()).isFalse();
    assertThat(rows.at("/1/is_archived").asBoolean()).isTrue();

    Cli.Result again = fromApi();
    assertThat(again.exitCode()).isZero();
    assertThat(again.messages()).contains("2 are in the output already", "nothing that is not");

    sandbox.aws().guardDuty().recur(SampleOrganization.SECURITY, "us-east-1", one);
    assertThat(MAPPER.readTree(fromApi().output()).path("versionsWritten").asLong()).isEqualTo(1);
    assertThat(rows("select count(*) as n from findings").at("/0/n").asInt()).isEqualTo(3);
  }

  /** The API and the export write the same state in different bytes. */
  @Test
  void whatTheExportBroughtIsNotWrittenAgain() throws IOException {
    String id = find("us-east-1", SSH);
    fromApi();
    String line = rows("select finding_json from findings").at("/0/finding_json").asText();
    String day =
        rows("select strftime(updated_at, '%Y/%m/%d') as d from findings").at("/0/d").asText();
    Path object =
        directory.resolve(
            "export/AWSLogs/%s/GuardDuty/us-east-1/%s/00000000-0000-4000-8000-000000000000.jsonl"
                .formatted(SampleOrganization.SECURITY, day));
    Files.createDirectories(object.getParent());
    // As the export may write it: the same finding, with other white space.
    Files.writeString(object, line.replaceFirst(":", ": ") + "\n", StandardCharsets.UTF_8);
    String other = directory.resolve("other").toUri().toString();
    Cli.Result exported =
        Cli.run(
            "backfill",
            "--source",
            directory.resolve("export").toUri().toString().replaceFirst("/$", ""),
            "--output",
            other,
            "--json");
    assertThat(MAPPER.readTree(exported.output()).path("versionsWritten").asLong()).isEqualTo(1);

    Cli.Result result = Cli.run(arguments(other));

    assertThat(result.messages()).contains("1 are in the output already");
    assertThat(id).isNotEmpty();
  }

  @Test
  void aSourceBesideTheApiIsRefused() {
    Cli.Result result =
        Cli.run(
            "backfill",
            "--from-api",
            sandbox.config().toString(),
            "--output",
            output,
            "--source",
            "file:///tmp");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.messages()).contains("leave out --source");
  }

  @Test
  void whatIsArchivedNowIsATableToJoin() throws IOException {
    find("us-east-1", SSH);
    String archived = find("eu-west-1", DNS);
    sandbox.aws().guardDuty().archive(SampleOrganization.SECURITY, "eu-west-1", archived);
    fromApi();

    Cli.Result result = sandbox.setup("archived", "--output", output);

    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).contains("1 findings are archived");
    JsonNode rows =
        rows(
            "select f.finding_id, a.as_of from findings_latest f join archived a on a.account_id ="
                + " f.account_id and a.region = f.region and a.finding_id = f.finding_id");
    assertThat(rows).hasSize(1);
    assertThat(rows.at("/0/finding_id").asText()).isEqualTo(archived);
  }

  @Test
  void theOrganizationsAccountsAreATable() throws IOException {
    find("us-east-1", SSH);
    Cli.Result result =
        Cli.run(
            "accounts",
            "import",
            "--output",
            output,
            "--from-organization",
            sandbox.config().toString());

    assertThat(result.exitCode()).as(result.messages()).isZero();
    fromApi();
    JsonNode rows = rows("select name, ou_path, tags, state from accounts order by account_id");
    assertThat(rows).hasSize(7);
    assertThat(rows.at("/0/ou_path").asText()).isEqualTo("Root");
    assertThat(rows.at("/1/ou_path").asText()).isEqualTo("Root/Security");
    assertThat(rows.at("/3/name").asText()).isEqualTo("workload-4");
    assertThat(rows.at("/3/ou_path").asText()).isEqualTo("Root/Workloads/Prod");
    assertThat(rows.at("/3/tags").toString()).contains("team", "web");
    assertThat(rows.at("/3/state").asText()).isEqualTo("ACTIVE");
  }

  private String find(String region, String type) {
    return sandbox.aws().guardDuty().find(SampleOrganization.SECURITY, region, type);
  }

  private Cli.Result fromApi() {
    return Cli.run(arguments(output));
  }

  private String[] arguments(String to) {
    return List.of("backfill", "--from-api", sandbox.config().toString(), "--output", to, "--json")
        .toArray(String[]::new);
  }

  private JsonNode rows(String sql) throws IOException {
    Cli.Result result = Cli.run("query", "--output", output, sql, "--format", "json");
    assertThat(result.exitCode()).as(result.messages()).isZero();
    JsonNode answer = MAPPER.readTree(result.output());
    return answer.isArray() ? answer : answer.path("rows");
  }
}
