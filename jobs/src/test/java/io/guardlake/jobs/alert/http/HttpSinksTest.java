package io.guardlake.jobs.alert.http;

import static io.guardlake.jobs.alert.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.deliver.AlertClient;
import io.guardlake.jobs.alert.deliver.AlertSink;
import io.guardlake.jobs.alert.deliver.Outcome;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.jobs.alert.rule.RulesReader;
import io.guardlake.jobs.alert.sink.AlertSinks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSinksTest {
  private record Request(Map<String, List<String>> headers, String body) {}

  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private volatile int status = 200;
  private HttpServer server;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          requests.add(
              new Request(
                  Map.copyOf(exchange.getRequestHeaders()),
                  new String(body, StandardCharsets.UTF_8)));
          exchange.getResponseHeaders().add("Retry-After", "7");
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void signsWithBothKeysOverIdTimeAndBody() throws Exception {
    secret("new", "first key");
    secret("old", "whsec_" + "c2Vjb25k");
    AlertSink sink =
        sink(
            "WEBHOOK",
            "signingKeys: ['file:%s/new', 'file:%s/old']".formatted(directory, directory));

    assertThat(send(sink)).isInstanceOf(Outcome.Delivered.class);

    Request request = requests.remove();
    String id = header(request, "webhook-id");
    long time = Long.parseLong(header(request, "webhook-timestamp"));
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    assertThat(id).isEqualTo(alert().id());
    assertThat(header(request, "webhook-signature"))
        .isEqualTo(
            WebhookSignature.of(
                List.of(
                    "first key".getBytes(StandardCharsets.UTF_8),
                    "second".getBytes(StandardCharsets.UTF_8)),
                id,
                time,
                body))
        .contains("v1,", " v1,");
  }

  @Test
  void signsAsTheSpecificationsExampleSays() {
    // From the Standard Webhooks specification's reference libraries.
    assertThat(
            WebhookSignature.of(
                List.of(WebhookSignature.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330L,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 503})
  void triesAgainWhatMayWorkLater(int answer) throws Exception {
    status = answer;

    assertThat(send(sink("SLACK", "")))
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 302, 307})
  void givesUpWhatWillNeverWork(int answer) throws Exception {
    status = answer;

    assertThat(send(sink("TEAMS", ""))).isInstanceOf(Outcome.Refused.class);
    assertThat(requests).as("no redirect is followed").hasSize(1);
  }

  @Test
  void putsTheRoutingKeyIntoTheRequestAlone() throws Exception {
    secret("key", "R0UTING");
    AlertSink sink =
        sink("PAGERDUTY", "routingKey: 'file:%s/key', url: '%s'".formatted(directory, url()));

    assertThat(new String(sink.message(alert()).body(), StandardCharsets.UTF_8))
        .doesNotContain("R0UTING");
    assertThat(sink.toString()).doesNotContain("R0UTING");
    send(sink);
    assertThat(requests.remove().body()).contains("\"routing_key\":\"R0UTING\"");
  }

  @Test
  void connectsToNoAddressInsideUnlessAllowed() throws Exception {
    secret("url", url());
    AlertSink sink = wish("type: SLACK, url: 'file:%s/url', allowHttp: true".formatted(directory));

    assertThat(send(sink))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.detail()).contains("127.0.0.1", "allowInternal"));
    assertThat(requests).isEmpty();
  }

  @Test
  void refusesPlainHttpUnlessAllowedWithoutRepeatingTheUrl() throws Exception {
    secret("url", "http://hooks.example.com/T0KEN");
    AlertSink sink = wish("type: SLACK, url: 'file:%s/url'".formatted(directory));

    assertThatThrownBy(sink::open).hasMessageContaining("http:").hasMessageNotContaining("T0KEN");
  }

  @Test
  void whatCannotBeReachedIsTriedAgainWithoutNamingIt() throws Exception {
    AlertSink sink = sink("SLACK", "");
    server.stop(0);

    assertThat(send(sink))
        .isInstanceOfSatisfying(
            Outcome.Later.class, later -> assertThat(later.detail()).doesNotContain("127.0.0.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "ff02::1"
      })
  void countsTheseAsInside(String address) throws Exception {
    assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "2606:4700::1111", "52.94.236.248"})
  void countsTheseAsOutside(String address) throws Exception {
    assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isTrue();
  }

  private AlertSink sink(String type, String more) throws Exception {
    secret("url", url());
    String url = type.equals("PAGERDUTY") ? "" : "url: 'file:%s/url'".formatted(directory);
    return wish(
        "type: %s, allowHttp: true, allowInternal: true%s%s"
            .formatted(type, url.isEmpty() ? "" : ", " + url, more.isEmpty() ? "" : ", " + more));
  }

  private static AlertSink wish(String sink) {
    return AlertSinks.of(
        RulesReader.read(
                "rules.yaml", "version: 1\nsinks: { s: { %s } }\nrules: []\n".formatted(sink))
            .sinks()
            .get("s"));
  }

  private static Outcome send(AlertSink sink) throws Exception {
    try (AlertClient client = sink.open()) {
      return client.send(List.of(sink.message(alert()))).get(30, TimeUnit.SECONDS).get(0);
    }
  }

  private static Alert alert() {
    return new Alert(
        "r",
        Set.of("s"),
        Set.of(Reason.FIRST_SEEN),
        Rows.finding("f", 8).row(),
        AccountInfo.unknown("111122223333"),
        new Alert.Before(0, 0, 0),
        NOON);
  }

  private String url() {
    return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
  }

  private void secret(String name, String value) throws Exception {
    Files.writeString(directory.resolve(name), value);
  }

  private static String header(Request request, String name) {
    return request.headers().entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(name))
        .map(each -> each.getValue().get(0))
        .findFirst()
        .orElseThrow();
  }
}
