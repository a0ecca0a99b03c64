package io.guardlake.jobs.table;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;

/**
 * A REST catalog over HTTP: Iceberg's own handlers of its protocol, with a sqlite catalog behind
 * them. What a commit must agree with is checked as every server of the protocol does.
 */
public final class RestCatalogServer implements Closeable {
  private static final ObjectMapper JSON = mapper();

  private final OpenCatalog behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private RestCatalogServer(OpenCatalog behind, HttpServer server) {
    this.behind = behind;
    this.server = server;
  }

  /**
   * Starts one over an empty catalog.
   *
   * @param directory where tables are
   */
  public static RestCatalogServer start(Path directory) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RestCatalogServer server =
        new RestCatalogServer(
            Catalogs.open(
                CatalogSettings.parse(
                    null, directory.toUri().toString(), CatalogSettings.DEFAULT_DATABASE)),
            http);
    http.createContext("/v1/", server::handle);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  /** What {@code --catalog} is. */
  public String catalog() {
    return "rest:http://%s:%d"
        .formatted(server.getAddress().getHostString(), server.getAddress().getPort());
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    behind.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();

    try {
      Object answer = answer(exchange, body);
      send(exchange, answer == null ? 204 : 200, answer);
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      send(exchange, 404, error(404, e));
    } catch (AlreadyExistsException | CommitFailedException e) {
      send(exchange, 409, error(409, e));
    } catch (RuntimeException e) {
      send(exchange, 500, error(500, e));
    }
  }

  private Object answer(HttpExchange exchange, byte[] body) throws IOException {
    Catalog tables = behind.catalog();
    SupportsNamespaces namespaces = (SupportsNamespaces) tables;
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    String what = exchange.getRequestMethod() + (path.length < 4 ? " " + path[2] : "");

    if (what.equals("GET config")) {
      return Map.of("defaults", Map.of(), "overrides", Map.of());
    }

    if (what.equals("POST namespaces")) {
      return CatalogHandlers.createNamespace(
          namespaces, JSON.readValue(body, CreateNamespaceRequest.class));
    }

    Namespace namespace = Namespace.of(path[3]);

    if (path.length == 4) {
      return CatalogHandlers.loadNamespace(namespaces, namespace);
    }

    if (path.length == 5) {
      return CatalogHandlers.createTable(
          tables, namespace, JSON.readValue(body, CreateTableRequest.class));
    }

    TableIdentifier table = TableIdentifier.of(namespace, path[5]);

    return switch (path.length == 6 ? exchange.getRequestMethod() : "METRICS") {
      case "GET" -> CatalogHandlers.loadTable(tables, table, SnapshotMode.ALL);
      case "POST" ->
          CatalogHandlers.updateTable(
              tables, table, JSON.readValue(body, UpdateTableRequest.class));
      case "HEAD" -> {
        CatalogHandlers.tableExists(tables, table);
        yield null;
      }
      default -> null;
    };
  }

  private static Map<String, Object> error(int code, RuntimeException e) {
    return Map.of(
        "error",
        Map.of(
            "code",
            code,
            "type",
            e.getClass().getSimpleName(),
            "message",
            String.valueOf(e.getMessage()),
            "stack",
            List.of()));
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    boolean empty = answer == null || exchange.getRequestMethod().equals("HEAD");
    byte[] body = empty ? new byte[0] : JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);

    if (!empty) {
      exchange.getResponseBody().write(body);
    }

    exchange.close();
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
    mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
    RESTSerializers.registerAll(mapper);
    return mapper;
  }
}
