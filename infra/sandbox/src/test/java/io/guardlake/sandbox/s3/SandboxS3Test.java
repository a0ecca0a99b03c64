package io.guardlake.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guardlake.sandbox.server.LocalAddress;
import io.guardlake.sandbox.server.SandboxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

final class SandboxS3Test {
  private static final String KEY_ARN =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private static SandboxS3 s3;

  @BeforeAll
  static void start() {
    s3 = SandboxS3.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Test
  void keepsAndListsWhatWasPut() {
    ExportBucket export = s3.exportBucket("puts", KEY_ARN);
    export.put("p/AWSLogs/111122223333/GuardDuty/us-east-1/2026/11/01/a.jsonl.gz", bytes("one"));
    export.putFolderMarker("p/");

    assertThat(s3.client().listObjectsV2(request -> request.bucket("puts")).contents())
        .extracting(S3Object::key, S3Object::size)
        .containsExactly(
            tuple("p/", 0L),
            tuple("p/AWSLogs/111122223333/GuardDuty/us-east-1/2026/11/01/a.jsonl.gz", 3L));
  }

  @Test
  void acceptsTheEncryptionHeadersOfAnExport() {
    s3.exportBucket("headers", KEY_ARN).put("a", bytes("one"));

    HeadObjectResponse head = s3.client().headObject(request -> request.bucket("headers").key("a"));
    assertThat(head.contentType()).isEqualTo("application/x-gzip");
    assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(head.ssekmsKeyId()).isEqualTo(KEY_ARN);
  }

  @Test
  void createsABucketTwiceWithoutComplaint() {
    s3.createBucket("twice");
    s3.createBucket("twice");

    assertThat(s3.client().listBuckets().buckets())
        .filteredOn(bucket -> bucket.name().equals("twice"))
        .hasSize(1);
  }

  @Test
  void refusesAWrongSecret() {
    LocalAddress wrong = new LocalAddress(s3.endpoint(), s3.region(), s3.accessKeyId(), "wrong");

    try (S3Client stranger = SandboxS3.newClient(wrong)) {
      assertThatThrownBy(stranger::listBuckets)
          .isInstanceOfSatisfying(
              S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void namesTheStandardEnvironment() {
    Map<String, String> environment = s3.environment();

    assertThat(environment)
        .containsEntry("AWS_ENDPOINT_URL_S3", s3.endpoint().toString())
        .containsEntry("AWS_ACCESS_KEY_ID", s3.accessKeyId())
        .containsEntry("AWS_SECRET_ACCESS_KEY", s3.secretAccessKey())
        .containsEntry("AWS_REGION", "us-east-1");
  }

  @Test
  void endsItsProcessOnClose() {
    SandboxS3 closed = SandboxS3.start();
    ProcessHandle process = closed.processHandle();
    assertThat(process.isAlive()).isTrue();

    closed.close();

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void endsItsProcessWhenOursIsKilled() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D"
                    + SandboxS3Settings.LIBRARY_PROPERTY
                    + "="
                    + System.getProperty(SandboxS3Settings.LIBRARY_PROPERTY),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxS3Owner.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

      owner.destroyForcibly();

      assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(30));
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void keepsObjectsInAFolderOverARestart(@TempDir Path directory) {
    SandboxS3Settings settings = SandboxS3Settings.defaults().storingIn(directory);

    try (SandboxS3 first = SandboxS3.start(settings)) {
      first.exportBucket("kept", KEY_ARN).put("a/b", bytes("one"));
    }

    try (SandboxS3 second = SandboxS3.start(settings)) {
      assertThat(
              second
                  .client()
                  .getObjectAsBytes(request -> request.bucket("kept").key("a/b"))
                  .asUtf8String())
          .isEqualTo("one");
    }
  }

  @Test
  void saysWhatS3ProxyPrintedWhenThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> SandboxS3.start(port))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("http://127.0.0.1:" + port)
          .hasMessageContaining("ended while starting");
    }
  }

  @Test
  void namesTheFolderThatHasNoJars(@TempDir Path empty) {
    assertThatThrownBy(() -> SandboxS3.start(SandboxS3Settings.withLibrary(empty)))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(empty.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
