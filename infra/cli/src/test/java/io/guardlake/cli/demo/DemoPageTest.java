package io.guardlake.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoPageTest {
  private static final String HOSTILE = "<script>alert(1)</script>'\\\" onload=x &amp; <img src=x>";

  private final HttpClient http = HttpClient.newHttpClient();
  private DemoPage page;

  @BeforeEach
  void start() throws IOException {
    page = DemoPage.start();
  }

  @AfterEach
  void stop() {
    page.close();
  }

  @Test
  void showsWhatArrivedAndNothingOfItIsMarkup() throws Exception {
    String alert =
        """
        {"alert_id":"%1$s","rule":"%1$s","reasons":["%1$s"],"finding":{"severity":"%1$s",
        "finding_type":"%1$s","account_id":"%1$s","region":"%1$s","title":"%1$s"}}\
        """
            .formatted(HOSTILE);

    assertThat(send(page.webhook(), alert).statusCode()).isEqualTo(204);

    HttpResponse<String> shown = show();
    assertThat(page.arrived()).isEqualTo(1);
    assertThat(shown.body())
        .contains("<h1>1 alerts arrived</h1>", "&lt;script&gt;alert(1)&lt;/script&gt;&#39;&quot;")
        .doesNotContain("<script", "<img", "'\" onload");
    assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
  }

  @Test
  void aDigestIsShownToo() throws Exception {
    send(page.webhook(), "{\"kind\":\"digest\",\"count\":7,\"rule\":\"loud\"}");

    assertThat(show().body()).contains("<td>digest</td><td>7</td>", "<td>loud</td>");
  }

  @Test
  void takesNothingWithoutKnowingTheWebhook() throws Exception {
    send(page.address().resolve("/hook/other"), "{\"rule\":\"foreign\"}");

    assertThat(page.arrived()).isZero();
    assertThat(show().body()).doesNotContain("foreign");
  }

  private HttpResponse<String> show() throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(page.address()).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(URI to, String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
