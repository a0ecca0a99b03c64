package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.sandbox.s3.SandboxS3;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything that reads and rewrites an output, with an output on S3 and a JDBC catalog. */
@Timeout(600)
class S3OutputTest {
  private static final String OUTPUT = "s3://lake/guard";

  @TempDir private Path directory;
  private final Map<String, String> replaced = new LinkedHashMap<>();
  private SandboxS3 s3;

  @BeforeEach
  void start() {
    s3 = SandboxS3.start();
    s3.exportBucket(
        "lake", "arn:aws:kms:us-east-1:111122223333:key/0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f");
    set("aws.endpointUrlS3", s3.endpoint().toString());
    set("aws.accessKeyId", s3.accessKeyId());
    set("aws.secretAccessKey", s3.secretAccessKey());
    set("aws.region", s3.region());
    set("guardlake.cache", directory.resolve("cache").toString());
  }

  @AfterEach
  void stop() {
    replaced.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
    s3.close();
  }

  @Test
  void isBackfilledCompactedAskedReportedOnAndErasedFrom() throws Exception {
    String export = directory.resolve("export").toString();
    Cli.run("sandbox", "generate", "--out", export, "--findings", "150", "--updates", "1");
    JsonNode filled = json(run("backfill", "--source", "file://" + export, "--json"));
    long versions = filled.get("versionsWritten").asLong();

    JsonNode compacted = json(run("compact", "--json")).get("tables").get(0);
    JsonNode again = json(run("compact", "--json")).get("tables").get(0);
    assertThat(compacted.get("filesAfter").asInt())
        .isLessThan(compacted.get("filesBefore").asInt())
        .isEqualTo(again.get("filesAfter").asInt());
    assertThat(again.get("daysCompacted").asInt()).isZero();

    JsonNode latest =
        json(run("query", "--json", "select count(*) as n from findings_latest_snapshot"));
    assertThat(latest.get("rows").get(0).get("n").asLong()).isEqualTo(150);
    int copied = copies();
    assertThat(copied)
        .as("only the table that was asked is copied")
        .isLessThan(compacted.get("filesAfter").asInt());

    JsonNode asked = askedByStandardInput("select count(*) as n from findings");
    assertThat(asked.get("rows").get(0).get("n").asLong()).isEqualTo(versions).isPositive();
    assertThat(asked.get("files").asInt()).isEqualTo(compacted.get("filesAfter").asInt());
    assertThat(copies()).isGreaterThan(copied);

    Path html = directory.resolve("report.html");
    run("report", "--html", html.toString(), "--days", "60");
    assertThat(Files.readString(html)).contains("\"answers\":");

    String account =
        json(run("query", "--json", "select account_id from findings limit 1"))
            .get("rows")
            .get(0)
            .get("account_id")
            .asText();
    JsonNode erased = json(run("erase", "--account", account, "--expire-snapshots", "--json"));
    assertThat(erased.get("rows").asLong()).isPositive();
    JsonNode left =
        json(
            run(
                "query",
                "--json",
                "select count(*) as n from findings where account_id = '" + account + "'"));
    assertThat(left.get("rows").get(0).get("n").asLong()).isZero();
  }

  private JsonNode askedByStandardInput(String sql) throws Exception {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(sql.getBytes(StandardCharsets.UTF_8)));

    try {
      return json(run("query", "--json"));
    } finally {
      System.setIn(before);
    }
  }

  private String run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--output", OUTPUT, "--catalog"));
    arguments.add("jdbc:sqlite:" + directory.resolve("catalog.db"));
    arguments.addAll(List.of(more));
    Cli.Result result = Cli.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(command + ": " + result.messages()).isZero();
    return result.output();
  }

  private int copies() throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
      return (int) files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  private void set(String name, String value) {
    replaced.put(name, System.getProperty(name));
    System.setProperty(name, value);
  }
}
