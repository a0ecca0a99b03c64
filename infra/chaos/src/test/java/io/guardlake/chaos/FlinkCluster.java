package io.guardlake.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A standalone Flink cluster of separate JVMs, from Flink's own entry points: a JobManager, two
 * TaskManagers, and a ZooKeeper, Flink's own too, that lets a new JobManager go on where a dead one
 * was. Nothing of ours is on its class path: jobs come as the one jar.
 */
final class FlinkCluster implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String ZOO_KEEPER =
      "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain";
  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";
  private static final int TASK_MANAGERS = 2;
  private static final Duration SUBMISSION = Duration.ofMinutes(3);

  private final World world;
  private final Path configuration;
  private final int restPort = freePort();
  private final int zooKeeperPort = freePort();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final List<JavaProcess> taskManagers = new ArrayList<>();
  private final JavaProcess zooKeeper;
  private JavaProcess jobManager;
  private int taskManagersStarted;

  private FlinkCluster(World world) {
    this.world = world;
    configuration = world.directory().resolve("flink-conf");
    configure();
    zooKeeper =
        start(
            "zookeeper",
            96,
            ZOO_KEEPER,
            List.of(
                String.valueOf(zooKeeperPort), world.directory().resolve("zookeeper").toString()));
    startJobManager();

    for (int i = 0; i < TASK_MANAGERS; i++) {
      startTaskManager();
    }
  }

  static FlinkCluster start(World world) {
    return new FlinkCluster(world);
  }

  /** Starts again what has died. */
  void revive() {
    if (!zooKeeper.isAlive()) {
      throw new AssertionError("ZooKeeper ended by itself.\n" + zooKeeper.tail());
    }

    if (!jobManager.isAlive()) {
      startJobManager();
    }

    taskManagers.removeIf(taskManager -> !taskManager.isAlive());

    while (taskManagers.size() < TASK_MANAGERS) {
      startTaskManager();
    }
  }

  void killJobManager() {
    jobManager.kill();
  }

  void killTaskManager(int index) {
    taskManagers.get(index % taskManagers.size()).kill();
  }

  /**
   * Submits the jar as {@code flink run} does.
   *
   * @param savepoint the savepoint or checkpoint to start from, or null
   * @return the id of the job
   */
  String submit(int parallelism, String savepoint, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("run", "-d", "-p", String.valueOf(parallelism)));

    if (savepoint != null) {
      command.addAll(List.of("-s", savepoint));
    }

    command.addAll(List.of("-c", "io.guardlake.jobs.Main", Installation.jar().toString()));
    command.addAll(arguments);
    List<String> before = jobs();

    try (JavaProcess client = start("client", 256, CLIENT, command)) {
      if (!client.awaitEnd(SUBMISSION) || client.exitCode() != 0) {
        throw new AssertionError(
            "The job could not be submitted.%n%s%n%s".formatted(client.tail(), jobManager.tail()));
      }
    }

    List<String> after = new ArrayList<>(jobs());
    after.removeAll(before);

    if (after.size() != 1) {
      throw new AssertionError("Expected one new job, and there are " + after);
    }

    return after.get(0);
  }

  /** The job's state as Flink names it, or UNKNOWN where nobody answers. */
  String state(String job) {
    try {
      return call("GET", "/jobs/" + job, null).path("state").asText("UNKNOWN");
    } catch (IOException e) {
      return "UNKNOWN";
    }
  }

  /**
   * Stops a job with a savepoint.
   *
   * @return the savepoint's place, or null if it came to none
   */
  String stop(String job, String directory, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();

    try {
      String trigger =
          call(
                  "POST",
                  "/jobs/" + job + "/stop",
                  JSON.createObjectNode().put("targetDirectory", directory).put("drain", false))
              .path("request-id")
              .asText();

      while (System.nanoTime() < deadline) {
        JsonNode answer = call("GET", "/jobs/" + job + "/savepoints/" + trigger, null);

        if (answer.path("status").path("id").asText().equals("COMPLETED")) {
          return answer.path("operation").path("location").asText(null);
        }

        Pauses.millis(200);
      }
    } catch (IOException e) {
      return null;
    }

    return null;
  }

  /** The place of the last savepoint that a job took, or null. */
  String lastSavepoint(String job) {
    try {
      return call("GET", "/jobs/" + job + "/checkpoints", null)
          .path("latest")
          .path("savepoint")
          .path("external_path")
          .asText(null);
    } catch (IOException e) {
      return null;
    }
  }

  String logs() {
    return jobManager.tail()
        + "\n"
        + taskManagers.stream().map(JavaProcess::tail).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    taskManagers.forEach(JavaProcess::close);
    jobManager.close();
    zooKeeper.close();
  }

  private List<String> jobs() {
    long deadline = System.nanoTime() + SUBMISSION.toNanos();

    while (true) {
      try {
        List<String> jobs = new ArrayList<>();
        call("GET", "/jobs", null).path("jobs").forEach(job -> jobs.add(job.path("id").asText()));
        return jobs;
      } catch (IOException e) {
        if (System.nanoTime() > deadline || !jobManager.isAlive()) {
          throw new AssertionError("The JobManager does not answer.\n" + jobManager.tail(), e);
        }
      }

      Pauses.millis(200);
    }
  }

  private JsonNode call(String method, String path, JsonNode body) throws IOException {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.toString());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(method, publisher)
            .build();

    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());

      if (response.statusCode() >= 300) {
        throw new IOException(
            "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
      }

      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.", e);
    }
  }

  private void startJobManager() {
    jobManager =
        start("jobmanager", 400, JOB_MANAGER, List.of("--configDir", configuration.toString()));
  }

  private void startTaskManager() {
    taskManagersStarted++;
    taskManagers.add(
        start(
            "taskmanager-" + taskManagersStarted,
            500,
            TASK_MANAGER,
            List.of("--configDir", configuration.toString())));
  }

  private JavaProcess start(String name, int heap, String mainClass, List<String> arguments) {
    Map<String, String> environment = new LinkedHashMap<>(world.environment());
    environment.put("FLINK_CONF_DIR", configuration.toString());
    environment.put("FLINK_PLUGINS_DIR", plugins().toString());
    // The configuration's folder is on the class path for its logging.
    String classPath = configuration + File.pathSeparator + Installation.platform();
    return JavaProcess.start(
        name, world.logs(), classPath, heap, environment, mainClass, arguments);
  }

  private void configure() {
    Map<String, String> settings = new LinkedHashMap<>();
    Path temporary = world.directory().resolve("flink-tmp");
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("rest.port", String.valueOf(restPort));
    settings.put("io.tmp.dirs", temporary.toString());
    settings.put("high-availability.type", "zookeeper");
    settings.put("high-availability.zookeeper.quorum", "127.0.0.1:" + zooKeeperPort);
    settings.put("high-availability.zookeeper.client.session-timeout", "6000");
    settings.put("high-availability.cluster-id", "/chaos");
    settings.put(
        "high-availability.storageDir", world.directory().resolve("flink-ha").toUri().toString());
    settings.put("execution.checkpointing.interval", "500ms");
    settings.put("execution.checkpointing.timeout", "60s");
    settings.put("execution.checkpointing.storage", "filesystem");
    settings.put("execution.checkpointing.dir", world.state() + "/checkpoints");
    settings.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    settings.put("restart-strategy.type", "exponential-delay");
    settings.put("restart-strategy.exponential-delay.initial-backoff", "200ms");
    settings.put("restart-strategy.exponential-delay.max-backoff", "2s");
    settings.put("heartbeat.interval", "1000");
    settings.put("heartbeat.timeout", "8000");
    settings.put("pekko.ask.timeout", "30s");
    settings.put("taskmanager.numberOfTaskSlots", "2");
    settings.put("taskmanager.cpu.cores", "1.0");
    settings.put("taskmanager.memory.task.heap.size", "256m");
    settings.put("taskmanager.memory.task.off-heap.size", "0m");
    settings.put("taskmanager.memory.network.min", "32m");
    settings.put("taskmanager.memory.network.max", "32m");
    settings.put("taskmanager.memory.managed.size", "16m");
    // The scripts work out what follows; the entry points want it said.
    settings.put("taskmanager.memory.framework.heap.size", "128m");
    settings.put("taskmanager.memory.framework.off-heap.size", "64m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "256m");
    settings.put("taskmanager.memory.jvm-overhead.min", "192m");
    settings.put("taskmanager.memory.jvm-overhead.max", "192m");
    settings.put("security.delegation.tokens.enabled", "false");
    settings.put("s3.endpoint", world.s3Proxy().endpoint().toString());
    settings.put("s3.endpoint.region", world.s3Proxy().address().region());
    settings.put("s3.path.style.access", "true");
    settings.put("s3.connection.ssl.enabled", "false");
    settings.put("s3.access-key", world.s3Proxy().address().accessKeyId());
    settings.put("s3.secret-key", world.s3Proxy().address().secretAccessKey());

    try {
      Files.createDirectories(configuration);
      Files.createDirectories(temporary);
      Path s3 = Installation.s3Connector();
      Path plugin = Files.createDirectories(plugins().resolve("s3-fs-hadoop"));
      Files.copy(s3, plugin.resolve(s3.getFileName()));
      Files.writeString(
          configuration.resolve("config.yaml"),
          settings.entrySet().stream()
              .map(entry -> "%s: '%s'%n".formatted(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining()));
      Files.writeString(
          configuration.resolve("log4j2.properties"),
          """
          appender.out.type = Console
          appender.out.name = out
          appender.out.layout.type = PatternLayout
          appender.out.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} - %m%n
          rootLogger.level = INFO
          rootLogger.appenderRef.out.ref = out
          """);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write the cluster's configuration.", e);
    }
  }

  private Path plugins() {
    return world.directory().resolve("flink-plugins");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("There is no free port.", e);
    }
  }
}
