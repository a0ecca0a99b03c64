package io.guardlake.jobs.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of S3 as reading needs, with a latency before each answer, so light that a client is
 * measured and not the server. Checks no signature.
 */
final class TinyS3 implements AutoCloseable {
  static {
    // The JDK's server sends header and body apart, and waits 40 ms between them without this.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final Instant MODIFIED = Instant.parse("2026-03-10T12:00:00Z");
  private static final int PAGE = 1000;
  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final ExecutorService answers = Executors.newFixedThreadPool(2);
  private final HttpServer server;
  private final String bucket;
  private final Duration latency;
  private final AtomicInteger under = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();
  final AtomicInteger mostAtATime = new AtomicInteger();

  TinyS3(String bucket, Duration latency) throws IOException {
    this.bucket = bucket;
    this.latency = latency;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void put(String key, byte[] body) {
    objects.put(key, body);
  }

  private void handle(HttpExchange exchange) {
    requests.incrementAndGet();
    mostAtATime.accumulateAndGet(under.incrementAndGet(), Math::max);
    CompletableFuture.delayedExecutor(latency.toNanos(), TimeUnit.NANOSECONDS, answers)
        .execute(() -> answer(exchange));
  }

  private void answer(HttpExchange exchange) {
    under.decrementAndGet();

    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String key = path.substring(Math.min(path.length(), bucket.length() + 2));

      if (key.isEmpty()) {
        list(exchange);
      } else {
        get(exchange, key);
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("The tiny S3 failed: " + e);
    }
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    byte[] body = objects.get(key);

    if (body == null) {
      send(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>None</Message></Error>");
      return;
    }

    exchange.getResponseHeaders().set("ETag", "\"" + etag(body) + "\"");
    exchange
        .getResponseHeaders()
        .set(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(MODIFIED.atOffset(ZoneOffset.UTC)));
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = 0;
    int to = body.length;

    if (range != null) {
      String[] ends = range.substring("bytes=".length()).split("-", -1);
      from = Integer.parseInt(ends[0]);
      to = ends[1].isEmpty() ? to : Math.min(to, Integer.parseInt(ends[1]) + 1);
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + body.length);
    }

    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(to - from));
      exchange.sendResponseHeaders(range == null ? 200 : 206, -1);
      return;
    }

    exchange.sendResponseHeaders(range == null ? 200 : 206, to == from ? -1 : to - from);

    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body, from, to - from);
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange);
    String prefix = query.getOrDefault("prefix", "");
    String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    int most = Math.min(PAGE, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
    TreeSet<String> prefixes = new TreeSet<>();
    StringBuilder contents = new StringBuilder();
    String next = null;
    int count = 0;
    String last = "";

    for (Map.Entry<String, byte[]> object : objects.tailMap(prefix).entrySet()) {
      String key = object.getKey();

      if (!key.startsWith(prefix)) {
        break;
      }

      if (key.compareTo(after) <= 0) {
        continue;
      }

      if (count == most) {
        next = last;
        break;
      }

      last = key;
      int slash = key.indexOf('/', prefix.length());

      if (query.containsKey("delimiter") && slash >= 0) {
        prefixes.add(key.substring(0, slash + 1));
        continue;
      }

      count++;
      contents
          .append("<Contents><Key>")
          .append(key)
          .append("</Key><LastModified>")
          .append(MODIFIED)
          .append("</LastModified><ETag>\"")
          .append(etag(object.getValue()))
          .append("\"</ETag><Size>")
          .append(object.getValue().length)
          .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }

    StringBuilder answer = new StringBuilder("<ListBucketResult><Name>" + bucket + "</Name>");
    answer.append("<IsTruncated>").append(next != null).append("</IsTruncated>").append(contents);
    answer.append("<KeyCount>").append(count + prefixes.size()).append("</KeyCount>");

    if (next != null) {
      answer.append("<NextContinuationToken>").append(next).append("</NextContinuationToken>");
    }

    for (String common : prefixes) {
      answer.append("<CommonPrefixes><Prefix>").append(common).append("</Prefix></CommonPrefixes>");
    }

    send(exchange, 200, answer.append("</ListBucketResult>").toString());
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new TreeMap<>();
    String raw = exchange.getRequestURI().getRawQuery();

    for (String part : raw == null ? new String[0] : raw.split("&")) {
      String[] pair = part.split("=", 2);

      if (pair.length == 2 && !pair[1].isEmpty()) {
        query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      }
    }

    return query;
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);

    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String etag(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    answers.shutdownNow();
  }
}
