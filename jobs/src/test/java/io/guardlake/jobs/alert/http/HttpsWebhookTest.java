package io.guardlake.jobs.alert.http;

import static io.guardlake.jobs.alert.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.jobs.alert.deliver.AlertClient;
import io.guardlake.jobs.alert.deliver.AlertSink;
import io.guardlake.jobs.alert.deliver.Outcome;
import io.guardlake.jobs.alert.notice.Alert;
import io.guardlake.jobs.alert.rule.Reason;
import io.guardlake.jobs.alert.rule.RulesReader;
import io.guardlake.jobs.alert.sink.AlertSinks;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of its own, which is trusted or not. */
class HttpsWebhookTest {
  private static final String PASSWORD = "changeit";

  private final AtomicInteger requests = new AtomicInteger();
  private SSLContext before;
  private SSLContext trusting;
  private HttpsServer server;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws Exception {
    before = SSLContext.getDefault();
    KeyStore store = certificate("127.0.0.1");
    trusting = trusting(store);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serving(store)));
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    SSLContext.setDefault(before);
  }

  @Test
  void aServerWhoseCertificateIsTrustedIsToldOfAlerts() throws Exception {
    SSLContext.setDefault(trusting);

    assertThat(send("127.0.0.1")).isInstanceOf(Outcome.Delivered.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void aServerWhoseCertificateIsNotTrustedIsToldOfNothing() throws Exception {
    assertThat(send("127.0.0.1"))
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later -> assertThat(later.detail()).contains("secure").doesNotContain("127.0.0.1"));
    assertThat(requests).hasValue(0);
  }

  @Test
  void aServerWhoseCertificateIsOfAnotherNameIsToldOfNothing() throws Exception {
    SSLContext.setDefault(trusting);

    assertThat(send("localhost")).isInstanceOf(Outcome.Later.class);
    assertThat(requests).hasValue(0);
  }

  private Outcome send(String host) throws Exception {
    Files.writeString(
        directory.resolve("url"),
        "https://%s:%d/hook".formatted(host, server.getAddress().getPort()));
    AlertSink sink =
        AlertSinks.of(
            RulesReader.read(
                    "rules.yaml",
                    "version: 1\nsinks: { s: { type: WEBHOOK, allowInternal: true, url: 'file:%s/url' } }\nrules: []\n"
                        .formatted(directory))
                .sinks()
                .get("s"));
    Alert alert =
        new Alert(
            "r",
            Set.of("s"),
            Set.of(Reason.FIRST_SEEN),
            Rows.finding("f", 8).row(),
            AccountInfo.unknown("111122223333"),
            new Alert.Before(0, 0, 0),
            NOON);

    try (AlertClient client = sink.open()) {
      return client.send(List.of(sink.message(alert))).get(30, TimeUnit.SECONDS).get(0);
    }
  }

  /** The JDK's own tool makes a certificate of an address. */
  private KeyStore certificate(String address) throws Exception {
    Path file = directory.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=ip:" + address,
                "-storetype",
                "PKCS12",
                "-validity",
                "2",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");

    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }

    return store;
  }

  private static SSLContext serving(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
