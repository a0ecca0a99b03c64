package io.guardlake.jobs.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.guardlake.jobs.run.LocalRun;
import io.guardlake.jobs.source.LocalAws;
import io.guardlake.sandbox.fault.Fault;
import io.guardlake.sandbox.fault.FaultProxy;
import io.guardlake.sandbox.fault.FaultRule;
import io.guardlake.sandbox.fault.Operation;
import io.guardlake.sandbox.generator.ExportGenerator;
import io.guardlake.sandbox.generator.GeneratorSettings;
import io.guardlake.sandbox.notification.BucketNotifications;
import io.guardlake.sandbox.notification.NotificationRule;
import io.guardlake.sandbox.s3.SandboxS3;
import io.guardlake.sandbox.sqs.QueueSettings;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Measures an alert's whole way: from just before its object is put to the webhook's answer, in the
 * whole job with its tables and checkpoints, at several findings a second. S3 answers after 20 ms.
 * The rule is of what is serious, which is a part of all findings. Prints, and judges nothing.
 */
@Tag("speed")
class DeliveryLatency {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = Integer.getInteger("guardlake.speed.seconds", 30);
  private static final int[] RATES = {1, 100, 2_000};

  /** GuardDuty's objects are small; more than so many a second go into larger ones. */
  private static final int MOST_OBJECTS = 100;

  private static final int WRITERS = 16;

  private final Map<String, Long> written = new ConcurrentHashMap<>();
  private final Map<String, Long> answered = new ConcurrentHashMap<>();

  @TempDir private Path directory;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Item(String key, byte[] content, List<String> serious) {}

  @Test
  void measuresFromAnObjectToTheWebhooksAnswer() throws Exception {
    HttpServer server = webhook();
    rules(server);
    System.out.println("| feed | findings/s | alerts | p50 | p99 | most |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    int round = 0;

    for (int rate : RATES) {
      for (String feed : List.of("sqs", "list")) {
        round++;
        measure(feed, rate, round);
      }
    }

    server.stop(0);
  }

  private void measure(String feed, int rate, int round) throws Exception {
    String bucket = "delivery-" + round;

    try (LocalAws aws = LocalAws.start();
        FaultProxy s3 = FaultProxy.inFrontOf(aws.sandboxS3(), 1);
        S3Client writer = SandboxS3.newClient(s3.address());
        BucketNotifications notifications = BucketNotifications.of(s3, aws.sandboxSqs(), 1)) {
      aws.pointTo("aws.endpointUrlS3", s3.endpoint().toString());
      String queue = aws.createQueue(QueueSettings.named("findings"));
      aws.s3().createBucket(request -> request.bucket(bucket));
      notifications.configure(NotificationRule.of(bucket, queue));
      s3.apply(
          FaultRule.on(
              new Fault.Latency(Duration.ofMillis(20)),
              Operation.LIST_OBJECTS,
              Operation.GET_OBJECT,
              Operation.PUT_OBJECT));
      Map<String, String> options = new HashMap<>();
      options.put("source", "s3://" + bucket);
      options.put("output", directory.resolve("lake-" + round).toUri().toString());
      options.put("state", directory.resolve("state-" + round).toUri().toString());
      options.put("alerts", directory.resolve("rules.yaml").toString());
      options.put("parallelism", "2");
      options.put("checkpoint-interval", "10s");
      options.putAll(
          feed.equals("sqs") ? Map.of("feed", "sqs", "queue-url", queue) : Map.of("poll", "1s"));
      List<Item> items = items(rate, round);
      written.clear();
      answered.clear();

      try (LocalRun run = LocalRun.start(AlertBranch.settings(options))) {
        // The start of the job, and what compilers do in the beginning, are no part of it.
        int warm = items.size() / 10 + 1;
        put(writer, bucket, items.subList(0, warm), rate);
        awaitAnswers();
        written.clear();
        answered.clear();
        put(writer, bucket, items.subList(warm, items.size()), rate);
        awaitAnswers();
      }

      print(feed.equals("sqs") ? "sqs" : "list, --poll 1s", rate);
    }
  }

  private void awaitAnswers() {
    await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> answered.keySet().containsAll(written.keySet()));
  }

  /** Puts each object when it is due, whatever became of those before. */
  @SuppressWarnings("FutureReturnValueIgnored") // What is not put is not answered, which is seen.
  private void put(S3Client writer, String bucket, List<Item> items, int rate) throws Exception {
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    long micros = 1_000_000L / Math.min(rate, MOST_OBJECTS);

    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      clock.schedule(
          () -> writers.submit(() -> put(writer, bucket, item)), i * micros, TimeUnit.MICROSECONDS);
    }

    clock.shutdown();
    clock.awaitTermination(10, TimeUnit.MINUTES);
    writers.shutdown();
    writers.awaitTermination(10, TimeUnit.MINUTES);
  }

  private void put(S3Client writer, String bucket, Item item) {
    long now = System.nanoTime();
    item.serious().forEach(id -> written.put(id, now));
    writer.putObject(
        request -> request.bucket(bucket).key(item.key()), RequestBody.fromBytes(item.content()));
  }

  private void print(String feed, int rate) {
    List<Double> millis =
        written.entrySet().stream()
            .map(each -> (answered.get(each.getKey()) - each.getValue()) / 1e6)
            .sorted()
            .toList();
    System.out.printf(
        "| %s | %d | %d | %.0f ms | %.0f ms | %.0f ms |%n",
        feed,
        rate,
        millis.size(),
        millis.get(millis.size() / 2),
        millis.get((int) Math.min(millis.size() - 1L, Math.round(millis.size() * 0.99))),
        millis.get(millis.size() - 1));
  }

  private HttpServer webhook() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(WRITERS));
    server.createContext(
        "/",
        exchange -> {
          JsonNode alert = JSON.readTree(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
          answered.putIfAbsent(alert.at("/finding/finding_id").asText(), System.nanoTime());
        });
    server.start();
    return server;
  }

  private void rules(HttpServer server) throws IOException {
    Path url = directory.resolve("url");
    Files.writeString(url, "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    Files.writeString(
        directory.resolve("rules.yaml"),
        """
        version: 1
        oldAfter: 30d
        sinks:
          hook: { type: WEBHOOK, url: "file:%s", allowHttp: true, allowInternal: true }
        rules:
          - { name: serious, send: hook, samples: true, match: { minScore: 7 } }
        """
            .formatted(url));
  }

  /** Objects of today, as many as are put in the time. */
  private static List<Item> items(int rate, int seed) throws Exception {
    List<Item> items = new ArrayList<>();
    ExportGenerator.generate(
        GeneratorSettings.endingOn(LocalDate.now(Clock.systemUTC()))
            .withDays(1)
            .withFindings(rate * SECONDS)
            .withMeanUpdates(0)
            .withPerFile(Math.max(1, rate / MOST_OBJECTS))
            .withSeed(seed),
        (key, content, exportedAt) -> items.add(new Item(key, content, serious(content))),
        lines -> {});
    return items;
  }

  private static List<String> serious(byte[] content) throws IOException {
    List<String> ids = new ArrayList<>();

    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(content)), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode finding = JSON.readTree(line);

        if (finding.get("severity").asDouble() >= 7) {
          ids.add(finding.get("id").asText());
        }
      }
    }

    return ids;
  }
}
