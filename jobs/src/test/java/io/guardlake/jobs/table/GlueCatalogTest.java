package io.guardlake.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.guardlake.schemas.finding.FindingsTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speaks to as much of Glue as it takes to make one table and to append to it. */
class GlueCatalogTest {
  private static final Map<String, String> AWS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "id", "aws.secretAccessKey", "secret");
  private static final Pattern METADATA = Pattern.compile("\"metadata_location\":\"([^\"]+)\"");

  @TempDir Path directory;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private HttpServer glue;
  private boolean hasDatabase;
  private String metadata;

  @BeforeEach
  void start() throws IOException {
    glue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    glue.createContext("/", this::answer);
    glue.start();
    AWS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrlGlue", "http://127.0.0.1:" + glue.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    AWS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrlGlue");
    glue.stop(0);
  }

  @Test
  void makesATableAndAppendsToItWithFilesThroughFlink() throws Exception {
    CatalogSettings settings =
        CatalogSettings.parse("glue", directory.toUri().toString(), "guardlake");

    try (OpenCatalog catalog = Catalogs.open(settings)) {
      Table table = Tables.ensure(catalog, FindingsTable.DEFINITION);
      table.newAppend().set("by", "test").commit();

      assertThat(table.io()).isInstanceOf(FlinkFileIO.class);
      assertThat(table.location()).isEqualTo(settings.warehouse() + "/guardlake/findings");
      assertThat(catalog.table("findings").currentSnapshot().summary()).containsEntry("by", "test");
    }

    assertThat(calls)
        .contains("AWSGlue.CreateDatabase", "AWSGlue.CreateTable", "AWSGlue.UpdateTable");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(call);
    Matcher location = METADATA.matcher(body);

    if (location.find()) {
      metadata = location.group(1);
    }

    hasDatabase |= call.equals("AWSGlue.CreateDatabase");
    String found = found(call);
    byte[] bytes =
        (found == null ? "{\"__type\":\"EntityNotFoundException\"}" : found)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(found == null ? 400 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String found(String call) {
    if (call.equals("AWSGlue.GetDatabase")) {
      return hasDatabase ? "{\"Database\":{\"Name\":\"guardlake\"}}" : null;
    }

    if (call.equals("AWSGlue.GetTable")) {
      return metadata == null
          ? null
          : ("{\"Table\":{\"Name\":\"findings\",\"DatabaseName\":\"guardlake\",\"VersionId\":\"1\","
                  + "\"TableType\":\"EXTERNAL_TABLE\",\"Parameters\":{\"table_type\":\"ICEBERG\","
                  + "\"metadata_location\":\"%s\"}}}")
              .formatted(metadata);
    }

    return "{}";
  }
}
