package io.guardlake.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * A webhook on this machine, and a page that shows what came to it. The page has no script, and
 * nothing of an alert is markup in it.
 */
final class DemoPage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_SHOWN = 100;
  private static final int MOST_BYTES = 1 << 20;
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
      <title>Guardlake demo: alerts</title>
      <style>
      body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; color: #1b1f24; background: #fff; }
      table { border-collapse: collapse; width: 100%%; }
      th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #d0d7de; }
      td { overflow-wrap: anywhere; }
      </style></head><body>
      <h1>%d alerts arrived</h1>
      <table><thead><tr><th>Severity</th><th>Type</th><th>Account</th><th>Region</th><th>What</th>
      <th>Why</th><th>Rule</th><th>Id</th></tr></thead><tbody>
      %s</tbody></table></body></html>
      """;

  private final HttpServer server;
  private final String hook = "/hook/" + UUID.randomUUID();
  private final Deque<JsonNode> newest = new ArrayDeque<>();
  private long arrived;

  private DemoPage(HttpServer server) {
    this.server = server;
  }

  /** Starts on a free port of 127.0.0.1. */
  static DemoPage start() throws IOException {
    DemoPage page =
        new DemoPage(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    page.server.createContext(page.hook, page::take);
    page.server.createContext("/", page::show);
    page.server.start();
    return page;
  }

  /** Where people look. */
  URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  /** Where alerts are sent. */
  URI webhook() {
    return address().resolve(hook);
  }

  synchronized long arrived() {
    return arrived;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      JsonNode alert = JSON.readTree(body.readNBytes(MOST_BYTES));

      synchronized (this) {
        arrived++;
        newest.addFirst(alert);

        if (newest.size() > MOST_SHOWN) {
          newest.removeLast();
        }
      }

      exchange.sendResponseHeaders(204, -1);
    } finally {
      exchange.close();
    }
  }

  private void show(HttpExchange exchange) throws IOException {
    byte[] page = page().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(200, page.length);

    try (exchange) {
      exchange.getResponseBody().write(page);
    }
  }

  private synchronized String page() {
    StringBuilder rows = new StringBuilder();
    newest.forEach(alert -> row(alert, rows));
    return PAGE.formatted(arrived, rows);
  }

  private static void row(JsonNode alert, StringBuilder rows) {
    JsonNode finding = alert.path("finding");
    rows.append("<tr>");
    cell(rows, finding.path("severity").asText("digest"));
    cell(rows, finding.path("finding_type").asText(alert.path("count").asText()));
    cell(rows, finding.path("account_id").asText());
    cell(rows, finding.path("region").asText());
    cell(rows, finding.path("title").asText());
    cell(rows, alert.path("reasons").valueStream().map(JsonNode::asText).toList().toString());
    cell(rows, alert.path("rule").asText());
    cell(rows, alert.path("alert_id").asText());
    rows.append("</tr>\n");
  }

  private static void cell(StringBuilder rows, String text) {
    rows.append("<td>").append(escaped(text)).append("</td>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
