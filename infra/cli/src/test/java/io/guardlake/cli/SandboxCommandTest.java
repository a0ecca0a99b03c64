package io.guardlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.sandbox.s3.ExportBucket;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.server.LocalAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** The command as a process of its own, whose output another process sources. */
class SandboxCommandTest {
  @Test
  void printsAnEnvironmentInWhichWrittenObjectsAreAnnounced() throws Exception {
    Process process = start();

    try {
      Map<String, String> environment = environment(process);
      try (S3Client client = SandboxS3.newClient(address(environment))) {
        ExportBucket.encrypted(client, "findings", "arn:aws:kms:us-east-1:111122223333:key/1")
            .put("a b", new byte[] {1});
      }

      StringBuilder received = new StringBuilder();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                received.append(receive(environment));
                assertThat(received.toString()).contains("s3:TestEvent", "a+b");
              });

      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-Dguardlake.s3proxy.lib=" + System.getProperty("guardlake.s3proxy.lib"),
            "-Dguardlake.elasticmq.lib=" + System.getProperty("guardlake.elasticmq.lib"),
            "-cp",
            System.getProperty("java.class.path"),
            Guardlake.class.getName(),
            "sandbox",
            "--bucket",
            "findings",
            "--queue",
            "events"));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Reads the exports up to the last one, which comes when everything listens. */
  private static Map<String, String> environment(Process process) throws IOException {
    Map<String, String> environment = new TreeMap<>();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));

    while (!environment.containsKey("QUEUE_URL")) {
      String line = output.readLine();
      assertThat(line).as("what follows %s", environment).startsWith("export ");
      String[] parts = line.substring("export ".length()).split("=", 2);
      environment.put(parts[0], parts[1]);
    }

    return environment;
  }

  private static LocalAddress address(Map<String, String> environment) {
    return new LocalAddress(
        URI.create(environment.get("AWS_ENDPOINT_URL_S3")),
        environment.get("AWS_REGION"),
        environment.get("AWS_ACCESS_KEY_ID"),
        environment.get("AWS_SECRET_ACCESS_KEY"));
  }

  /** The command's own class path has no client of SQS to lend to its tests. */
  private static String receive(Map<String, String> environment) throws Exception {
    String body =
        "{\"QueueUrl\":\"%s\",\"MaxNumberOfMessages\":10}".formatted(environment.get("QUEUE_URL"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(environment.get("AWS_ENDPOINT_URL_SQS")))
            .header("X-Amz-Target", "AmazonSQS.ReceiveMessage")
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
