package io.guardlake.jobs.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of Glue as Iceberg's catalog needs to make tables and to replace their metadata. An
 * update names the version that it replaces; where that is not the newest, it is answered as Glue
 * does, with a ConcurrentModificationException. The SDK is led here by system properties.
 */
public final class FakeGlue implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> AWS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "id", "aws.secretAccessKey", "secret");
  private static final String ENDPOINT = "aws.endpointUrlGlue";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Stored> tables = new HashMap<>();
  private final AtomicInteger conflicts = new AtomicInteger();
  private boolean hasDatabase;
  private volatile String gated;
  private volatile CyclicBarrier gate;

  /** A table's input, and its version. */
  private record Stored(ObjectNode input, int version) {}

  private record Answer(int status, String body) {
    static Answer of(ObjectNode body) {
      return new Answer(200, body.toString());
    }

    static Answer error(String type) {
      return new Answer(400, "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, type));
    }
  }

  private FakeGlue() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    AWS.forEach(System::setProperty);
    System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
  }

  public static FakeGlue start() throws IOException {
    return new FakeGlue();
  }

  /** The names of the calls so far, such as {@code AWSGlue.GetTable}. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** How many updates were refused because of another one. */
  public int conflicts() {
    return conflicts.get();
  }

  /** Holds the next update of a table back until there are two of it. */
  public void letTwoMeet(String table) {
    gate = new CyclicBarrier(2);
    gated = table;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    calls.add(call);
    String name = request.path("TableInput").path("Name").asText(request.path("Name").asText());

    if (call.equals("AWSGlue.UpdateTable") && name.equals(gated)) {
      meet();
    }

    Answer answer = answer(call, name, request);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void meet() {
    try {
      gate.await(1, TimeUnit.MINUTES);
      gated = null;
    } catch (Exception e) {
      throw new IllegalStateException("No second update came.", e);
    }
  }

  private synchronized Answer answer(String call, String name, JsonNode request) {
    return switch (call) {
      case "AWSGlue.CreateDatabase" -> {
        hasDatabase = true;
        yield Answer.of(JSON.createObjectNode());
      }
      case "AWSGlue.GetDatabase" ->
          hasDatabase
              ? Answer.of(database(request.path("Name").asText()))
              : Answer.error("EntityNotFoundException");
      case "AWSGlue.GetTable" ->
          tables.containsKey(name)
              ? Answer.of(described(name, request.path("DatabaseName").asText()))
              : Answer.error("EntityNotFoundException");
      case "AWSGlue.CreateTable" -> {
        if (tables.containsKey(name)) {
          yield Answer.error("AlreadyExistsException");
        }

        tables.put(name, new Stored((ObjectNode) request.path("TableInput"), 1));
        yield Answer.of(JSON.createObjectNode());
      }
      case "AWSGlue.UpdateTable" -> update(name, request);
      default -> Answer.of(JSON.createObjectNode());
    };
  }

  private Answer update(String name, JsonNode request) {
    Stored before = tables.get(name);

    if (before == null) {
      return Answer.error("EntityNotFoundException");
    }

    // Without a version Glue compares nothing, and the last one wins.
    String replaced = request.path("VersionId").asText("");

    if (!replaced.isEmpty() && !replaced.equals(String.valueOf(before.version()))) {
      conflicts.incrementAndGet();
      return Answer.error("ConcurrentModificationException");
    }

    tables.put(name, new Stored((ObjectNode) request.path("TableInput"), before.version() + 1));
    return Answer.of(JSON.createObjectNode());
  }

  private static ObjectNode database(String name) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("Database").put("Name", name);
    return answer;
  }

  private ObjectNode described(String name, String database) {
    Stored stored = tables.get(name);
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("Table")
        .put("Name", name)
        .put("DatabaseName", database)
        .put("VersionId", String.valueOf(stored.version()))
        .put("TableType", stored.input().path("TableType").asText())
        .set("Parameters", stored.input().path("Parameters"));
    return answer;
  }

  @Override
  public void close() {
    AWS.keySet().forEach(System::clearProperty);
    System.clearProperty(ENDPOINT);
    server.stop(0);
    threads.shutdownNow();
  }
}
