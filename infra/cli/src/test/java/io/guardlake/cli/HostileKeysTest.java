package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.notification.BucketNotifications;
import io.guardlake.sandbox.notification.NotificationRule;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.sqs.SandboxSqs;
import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects whose names are made to harm whoever lists, logs or shows them. */
@Timeout(300)
class HostileKeysTest {
  private static final String BUCKET = "hostile-names";
  private static final List<String> NAMES =
      List.of(
          "plain",
          "turned\u202egnp.exe\u2066",
          "percent%2e%2e%2f%00+plus&amp;<x>",
          "..%2f..%2fetc%2fpasswd",
          "quote'\"`$(reboot);--",
          "n".repeat(240));

  private static final String GONE = "gone\u001b]0;owned\u0007\u202e\n";

  private final Map<String, String> before = new HashMap<>();
  private final String day =
      "AWSLogs/%s/GuardDuty/eu-west-1/%s/"
          .formatted(
              BadExport.ACCOUNT,
              DateTimeFormatter.ofPattern("yyyy/MM/dd").format(LocalDate.now(Clock.systemUTC())));

  @TempDir private Path directory;

  @AfterEach
  void restoreProperties() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  @Test
  void areReadWhetherListedOrToldOfAndChangeNothingElse() throws Exception {
    Lake lake = new Lake(directory.resolve("lake"));

    try (SandboxS3 sandbox = SandboxS3.start();
        SandboxSqs sqs = SandboxSqs.start();
        FaultProxy s3 = FaultProxy.inFrontOf(sandbox, 3);
        S3Client writer = SandboxS3.newClient(s3.address());
        BucketNotifications notifications = BucketNotifications.of(s3, sqs, 3)) {
      pointTo("aws.endpointUrlS3", s3.endpoint().toString());
      pointTo("aws.endpointUrlSqs", sqs.endpoint().toString());
      pointTo("aws.accessKeyId", sandbox.accessKeyId());
      pointTo("aws.secretAccessKey", sandbox.secretAccessKey());
      pointTo("aws.region", sandbox.region());
      writer.createBucket(request -> request.bucket(BUCKET));
      String queue = sqs.createQueue("names");
      notifications.configure(NotificationRule.of(BUCKET, queue));

      for (String name : NAMES) {
        put(writer, day + name + ".jsonl.gz");
      }

      notifications.settle();
      tell(sqs, queue, "AWSLogs/../../" + day + "x.jsonl.gz");
      tell(sqs, queue, day + "a/../../../../b.jsonl.gz");
      tell(sqs, queue, day + GONE + ".jsonl.gz");

      Cli.Result listed = Cli.run("backfill", "--source", "s3://" + BUCKET, "--output", lake.uri());
      Lake told = new Lake(directory.resolve("told"));
      Cli.Result ingested =
          Cli.run(
              "ingest",
              "--source",
              "s3://" + BUCKET,
              "--output",
              told.uri(),
              "--state",
              directory.resolve("state").toUri().toString(),
              "--feed",
              "sqs",
              "--queue-url",
              queue,
              "--stop-when-idle",
              "3s",
              "--reconcile",
              "1h:2d");

      assertThat(listed.exitCode()).as(listed.messages()).isZero();
      assertThat(ingested.exitCode()).as(ingested.messages()).isZero();
      assertHarmless(listed.output() + listed.messages() + ingested.output() + ingested.messages());
      assertThat(keys(lake)).isEqualTo(expected());
      assertThat(keys(told)).isEqualTo(expected());
      assertThat(told.rows("SELECT source_uri FROM quarantine WHERE reason = 'not_found'"))
          .as("of what messages name, what is an export's and is not there, and nothing else")
          .containsExactly(List.of("s3://" + BUCKET + "/" + day + GONE + ".jsonl.gz"));
      assertHarmless(Cli.run("quarantine", "list", "--output", told.uri(), "--by", "row").output());
    }
  }

  @Test
  void reachNeitherLogNorTerminalAsTheyAre() throws Exception {
    String hostile = "a\u001b]0;owned\u0007\u202e\r\n2026-02-03 FORGED ERROR";
    BadExport export = new BadExport(directory.resolve("export"));
    export.put(hostile, BadExport.finding("f"), "nonsense \u001b[31m");
    Files.createSymbolicLink(
        export.put("b", BadExport.finding("g")).resolveSibling(hostile + "2.jsonl.gz"),
        Files.createFile(directory.resolve("elsewhere")));
    Path savepoint = directory.resolve("state/savepoints/savepoint-" + hostile);
    Files.createDirectories(savepoint);
    Files.write(savepoint.resolve("_metadata"), "no savepoint".getBytes(StandardCharsets.UTF_8));

    String said =
        run(
            "ingest",
            "--source",
            export.uri(),
            "--output",
            new Lake(directory.resolve("l")).uri(),
            "--state",
            directory.resolve("state").toUri().toString(),
            "--look-back",
            "20000d",
            "--stop-when-idle",
            "1s",
            "--poll",
            "200ms",
            "--verbose");

    assertThat(said).as("the hostile name is logged").contains("savepoint-a", "FORGED");
    assertHarmless(said);
    assertThat(said.lines()).noneMatch(line -> line.startsWith("2026-02-03 FORGED"));
  }

  private String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("guardlake.jvm.opens").split(" ")));
    command.addAll(List.of("-Xmx400m", "-cp", System.getProperty("java.class.path")));
    command.add(Guardlake.class.getName());
    command.addAll(List.of(arguments));
    File output = directory.resolve("said").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    boolean ended = process.waitFor(4, TimeUnit.MINUTES);
    process.destroyForcibly();
    String said = Files.readString(output.toPath());
    assertThat(ended).as(said).isTrue();
    return said;
  }

  private static void assertHarmless(String text) {
    assertThat(
            text.codePoints()
                .filter(point -> point != '\n' && point != '\t')
                .filter(
                    point ->
                        Character.getType(point) == Character.CONTROL
                            || Character.getType(point) == Character.FORMAT)
                .mapToObj(Integer::toHexString))
        .as(text)
        .isEmpty();
  }

  private Set<String> expected() {
    TreeSet<String> keys = new TreeSet<>();
    NAMES.forEach(name -> keys.add("s3://" + BUCKET + "/" + day + name + ".jsonl.gz"));
    return keys;
  }

  private static Set<String> keys(Lake lake) throws Exception {
    TreeSet<String> keys = new TreeSet<>();
    lake.rows("SELECT source_uri FROM findings").forEach(row -> keys.add((String) row.get(0)));
    TreeSet<String> bad = new TreeSet<>();
    lake.rows("SELECT source_uri FROM quarantine WHERE reason = 'not_json'")
        .forEach(row -> bad.add((String) row.get(0)));
    assertThat(bad).isEqualTo(keys);
    return keys;
  }

  /** A message as S3 sends it, of an object that is not there. */
  private static void tell(SandboxSqs sqs, String queue, String key) {
    String message =
        ("{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"eventName\":"
                + "\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"%s\"},\"object\":{"
                + "\"key\":\"%s\",\"size\":7,\"eTag\":\"e\"}}}]}")
            .formatted(BUCKET, URLEncoder.encode(key, StandardCharsets.UTF_8));
    sqs.client().sendMessage(request -> request.queueUrl(queue).messageBody(message));
  }

  private static void put(S3Client writer, String key) throws Exception {
    byte[] body = BadExport.gzip(BadExport.finding("of-" + key.hashCode()) + "\nnonsense\n");
    writer.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(body));
  }

  private void pointTo(String property, String value) {
    before.put(property, System.getProperty(property));
    System.setProperty(property, value);
  }
}
