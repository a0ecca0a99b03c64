package io.guardlake.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.sandbox.s3.SandboxS3;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The proxy as another process sees it. */
final class ControlTest {
  private static SandboxS3 s3;
  private static FaultProxy proxy;

  @BeforeAll
  static void start() {
    s3 = SandboxS3.start();
    proxy = FaultProxy.inFrontOf(s3, 1);
  }

  @AfterAll
  static void stop() {
    proxy.close();
    s3.close();
  }

  @Test
  void appliesRulesAndTellsCountsAndJournal() throws Exception {
    assertThat(
            call(
                    "POST",
                    "rules",
                    """
                    {"operations": ["LIST_BUCKETS"], "nth": 2,
                     "fault": {"type": "error", "status": 503, "code": "SlowDown", "message": "Slow."}}
                    """)
                .statusCode())
        .isEqualTo(200);

    try (S3Client client = Clients.s3(proxy.address())) {
      client.listBuckets();
      assertThatThrownBy(client::listBuckets).isInstanceOf(S3Exception.class);
      assertThat(call("DELETE", "rules", "").statusCode()).isEqualTo(200);
      client.listBuckets();
    }

    assertThat(call("GET", "requests", "").body()).isEqualTo("{\"LIST_BUCKETS\":3}");
    assertThat(call("GET", "journal", "").body())
        .contains("\"call\":2", "\"operation\":\"LIST_BUCKETS\"", "SlowDown");
  }

  @Test
  void refusesWhatIsNotARule() throws Exception {
    assertRefused("{\"fault\": {\"type\": \"nonsense\"}}", "no fault of type 'nonsense'");
    assertRefused("{\"fault\": {\"type\": \"slowBody\"}}", "'bytesPerSecond' must be");
    assertRefused("{\"probability\": 2, \"fault\": {\"type\": \"noAnswer\"}}", "from 0 to 1");
    assertRefused("{\"operations\": [\"NONE\"], \"fault\": {\"type\": \"noAnswer\"}}", "NONE");
    assertRefused("{", "end-of-input");
    assertThat(call("GET", "elsewhere", "").statusCode()).isEqualTo(404);
    assertThat(proxy.requests().of(Operation.OTHER_OBJECT_REQUEST)).isZero();
  }

  private static void assertRefused(String rule, String reason) throws Exception {
    HttpResponse<String> answer = call("POST", "rules", rule);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(reason);
  }

  private static HttpResponse<String> call(String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(proxy.endpoint() + "/_guardlake/" + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
