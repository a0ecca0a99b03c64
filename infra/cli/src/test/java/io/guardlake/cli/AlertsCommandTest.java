package io.guardlake.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules as their authors meet them. */
class AlertsCommandTest {
  @TempDir private Path directory;
  private Path rules;

  @BeforeEach
  void write() throws Exception {
    rules = directory.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        version: 1
        oldAfter: 1d
        sinks: { terminal: { type: STDOUT } }
        rules:
          - { name: first, send: terminal, samples: true, when: { firstSeen: true } }
          - { name: every, send: terminal, samples: true, when: { everyVersion: true } }
          - { name: never, send: terminal, match: { region: nowhere } }
        """);
  }

  @Test
  void showsWhatWouldHaveFiredOverAnExportAndOverATableOfIt() throws Exception {
    Lake lake = new Lake(directory.resolve("lake"));
    String export = "file://" + directory.resolve("export");
    String out = directory.resolve("export").toString();
    Cli.run("sandbox", "generate", "--out", out, "--findings", "200", "--updates", "2");
    Cli.run("backfill", "--source", export, "--output", lake.uri());

    JsonNode overExport = test(export);
    JsonNode overTable = test(lake.uri());

    assertThat(overExport).isEqualTo(overTable);
    assertThat(overTable.at("/versions").asLong()).isEqualTo(lake.versions());
    assertThat(overTable.at("/rules/0/alerts").asLong()).isEqualTo(200);
    assertThat(overTable.at("/rules/0/reasons/FIRST_SEEN").asLong()).isEqualTo(200);
    assertThat(overTable.at("/rules/1/alerts").asLong()).isEqualTo(lake.versions());
    assertThat(overTable.at("/rules/2/alerts").asLong()).isZero();
  }

  @Test
  void overNinetyDaysTheRehearsalSaysWhatTheLiveRunDidAccountsIncluded() throws Exception {
    Lake lake = new Lake(directory.resolve("lake"));
    String export = "file://" + directory.resolve("export");
    String out = directory.resolve("export").toString();
    Cli.run("sandbox", "generate", "--out", out, "--findings", "600", "--days", "90");
    Cli.run("backfill", "--source", export, "--output", lake.uri());
    String account =
        (String)
            lake.rows("SELECT account_id FROM findings GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
                .get(0)
                .get(0);
    Lake live = new Lake(directory.resolve("live"));
    Path csv = directory.resolve("accounts.csv");
    Files.writeString(
        csv, "account_id,name,ou_path,tag:env\n%s,web-prod,Root/Prod,prod\n".formatted(account));
    Cli.run("accounts", "import", "--output", live.uri(), "--csv", csv.toString());
    Map<String, JsonNode> received = new ConcurrentHashMap<>();
    HttpServer server = receive(received);
    Path url = directory.resolve("url");
    Files.writeString(url, "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    Files.writeString(
        rules,
        """
        version: 1
        oldAfter: 999d
        sinks: { hook: { type: WEBHOOK, url: "file:%s", allowHttp: true, allowInternal: true } }
        rules:
          - { name: every, send: hook, samples: true, when: { everyVersion: true } }
          - { name: serious, send: hook, match: { minScore: 7 }, when: { everyVersion: true } }
          - { name: unit, send: hook, match: { unit: "Root/Pr*" }, when: { everyVersion: true } }
          - { name: tag, send: hook, match: { accountTag: { env: prod } }, when: { everyVersion: true } }
          - name: keys-elsewhere
            send: hook
            match: { resourceType: AccessKey, not: { account: "%s" }, any: [{ minScore: 5 }, { type: "Recon*" }] }
            when: { everyVersion: true }
          - name: quiet
            send: hook
            match: { minScore: 7 }
            when: { everyVersion: true }
            suppress: [{ match: { minScore: 0 }, until: 2999-01-01, why: a test }]
        """
            .formatted(url, account));

    try {
      Cli.Result ingest =
          Cli.run(
              "ingest",
              "--source",
              export,
              "--output",
              live.uri(),
              "--state",
              directory.resolve("state").toUri().toString(),
              "--alerts",
              rules.toString(),
              "--look-back",
              "95d",
              "--poll",
              "500ms",
              "--checkpoint-interval",
              "2s",
              "--stop-when-idle",
              "2s");
      assertThat(ingest.exitCode()).as(ingest.messages()).isZero();
    } finally {
      server.stop(0);
    }

    Map<String, Long> byRule =
        received.values().stream()
            .collect(groupingBy(each -> each.at("/rule").asText(), TreeMap::new, counting()));
    Map<String, Long> rehearsed = new TreeMap<>();
    test(live.uri())
        .at("/rules")
        .forEach(
            rule -> {
              if (rule.at("/alerts").asLong() > 0) {
                rehearsed.put(rule.at("/rule").asText(), rule.at("/alerts").asLong());
              }
            });
    assertThat(byRule).isEqualTo(rehearsed);
    assertThat(byRule).containsKeys("every", "serious", "unit", "tag", "keys-elsewhere");
    assertThat(byRule).doesNotContainKey("quiet").containsEntry("every", live.versions());
    assertThat(received.values())
        .filteredOn(each -> each.at("/rule").asText().equals("unit"))
        .allSatisfy(
            each -> {
              assertThat(each.at("/account/id").asText()).isEqualTo(account);
              assertThat(each.at("/account/name").asText()).isEqualTo("web-prod");
              assertThat(each.at("/account/unit_path").asText()).isEqualTo("Root/Prod");
            });
  }

  private static HttpServer receive(Map<String, JsonNode> received) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          JsonNode alert = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
          received.put(alert.at("/alert_id").asText(), alert);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void lintSaysAllThatIsWrong() throws Exception {
    assertThat(Cli.run("alerts", "lint", "--rules", rules.toString()).output())
        .contains("3 rules, 1 sinks.");

    Files.writeString(rules, "version: 1\nsinks: { t: { type: STDOUT } }\nrules: [{ nam: a }]\n");
    Cli.Result result = Cli.run("alerts", "lint", "--rules", rules.toString());

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.messages())
        .contains(
            "rules.yaml:3:11: rules[0].nam: is no field here",
            "rules.yaml:3:9: rules[0].name: is missing",
            "rules[0].send: is missing");
  }

  private JsonNode test(String input) throws Exception {
    Cli.Result result =
        Cli.run("alerts", "test", "--rules", rules.toString(), "--input", input, "--json");
    assertThat(result.exitCode()).as(result.messages()).isZero();
    return new ObjectMapper().readTree(result.output());
  }
}
