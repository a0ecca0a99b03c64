package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.KmsErrors;
import io.guardlake.sandbox.fault.Operation;
import io.guardlake.sandbox.s3.SandboxS3;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** What KMS refused is read once access is back. */
@Timeout(300)
class ReplayAfterRefusalTest {
  private static final String BUCKET = "refused-findings";
  private static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/reader/guardlake";

  private final Map<String, String> before = new HashMap<>();
  @TempDir private Path directory;
  private SandboxS3 sandbox;
  private FaultProxy proxy;
  private Lake lake;

  @BeforeEach
  void fillABucketBehindAProxy() throws Exception {
    sandbox = SandboxS3.start();
    proxy = FaultProxy.inFrontOf(sandbox, 5);
    pointTo("aws.endpointUrlS3", proxy.endpoint().toString());
    pointTo("aws.accessKeyId", sandbox.accessKeyId());
    pointTo("aws.secretAccessKey", sandbox.secretAccessKey());
    pointTo("aws.region", sandbox.region());
    lake = new Lake(directory.resolve("lake"));
    sandbox.client().createBucket(request -> request.bucket(BUCKET));

    for (int i = 0; i < 6; i++) {
      String key = BadExport.DAY + (i < 4 ? "refused" : "read") + i + ".jsonl.gz";
      byte[] body =
          BadExport.gzip(BadExport.finding("a" + i) + "\nnonsense\n" + BadExport.finding("b" + i));
      sandbox
          .client()
          .putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(body));
    }
  }

  @AfterEach
  void stop() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
    proxy.close();
    sandbox.close();
  }

  @Test
  void whatKmsRefusedIsReadOnceAccessIsBack() throws Exception {
    FaultRule refuse =
        FaultRule.on(KmsErrors.noIdentityPolicy(ROLE, KEY), Operation.GET_OBJECT)
            .keys("**/refused*");
    proxy.apply(refuse);
    Cli.Result backfill =
        Cli.run("backfill", "--source", "s3://" + BUCKET, "--output", lake.uri(), "--json");
    assertThat(backfill.exitCode()).as(backfill.messages()).isZero();
    assertThat(lake.versions()).isEqualTo(4);
    assertThat(count("quarantine WHERE reason = 'kms_denied'")).isEqualTo(4);

    Cli.Result tooEarly = replay();
    assertThat(tooEarly.exitCode()).as(tooEarly.messages()).isEqualTo(3);
    assertThat(tooEarly.output())
        .contains("\"selected\":4,\"replayed\":0,\"stillBad\":4")
        .contains("\"quarantined\":0");
    assertThat(count("quarantine WHERE reason = 'kms_denied'")).isEqualTo(4);
    assertThat(lake.rows("SELECT DISTINCT last_detail LIKE '%kms:Decrypt%' FROM quarantine_open"))
        .anySatisfy(row -> assertThat(row.get(0)).isEqualTo(true));

    proxy.clear();
    Cli.Result replayed = replay();
    assertThat(replayed.exitCode()).as(replayed.messages()).isZero();
    assertThat(replayed.output())
        .contains("\"selected\":4,\"replayed\":4,\"stillBad\":0")
        .contains("\"versionsWritten\":8");
    assertThat(lake.versions()).isEqualTo(12);
    assertThat(lake.distinctVersions()).isEqualTo(12);
    assertThat(count("quarantine_open WHERE reason = 'kms_denied'")).isZero();
    assertThat(count("quarantine_open WHERE reason = 'not_json'")).isEqualTo(6);

    Cli.Result again = replay();
    assertThat(again.exitCode()).isZero();
    assertThat(again.output()).contains("\"selected\":0,");
    assertThat(lake.versions()).isEqualTo(12);
  }

  private Cli.Result replay() {
    return Cli.run(
        "quarantine", "replay", "--output", lake.uri(), "--reason", "kms_denied", "--json");
  }

  private long count(String from) throws Exception {
    return lake.number("SELECT count(*) FROM " + from);
  }

  private void pointTo(String property, String value) {
    before.put(property, System.getProperty(property));
    System.setProperty(property, value);
  }
}
