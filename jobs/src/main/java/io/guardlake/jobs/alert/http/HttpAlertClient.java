package io.guardlake.jobs.alert.http;

import io.guardlake.jobs.alert.deliver.BlockingAlertClient;
import io.guardlake.jobs.alert.deliver.Message;
import io.guardlake.jobs.alert.deliver.Outcome;
import io.guardlake.jobs.alert.rule.HttpWish;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts messages to a URL, one a request. Redirects are not followed: a signed finding is for the
 * host that was named.
 */
final class HttpAlertClient extends BlockingAlertClient {
  private static final int READ = 4_096;

  private final URI url;
  private final RequestMaker maker;
  private final CloseableHttpClient http;

  /** Puts into a request what the kind of sink asks for. */
  @FunctionalInterface
  interface RequestMaker {
    /** Adds headers; gives the body to send. */
    byte[] prepare(Message message, HttpPost request);
  }

  HttpAlertClient(URI url, HttpWish wish, int connections, RequestMaker maker) {
    super(connections);
    this.url = url;
    this.maker = maker;
    Timeout timeout = Timeout.of(wish.timeout());
    PoolingHttpClientConnectionManager manager =
        PoolingHttpClientConnectionManagerBuilder.create()
            .useSystemProperties()
            .setDnsResolver(new CheckedResolver(SystemDefaultDnsResolver.INSTANCE, wish.internal()))
            .setMaxConnTotal(connections)
            .setMaxConnPerRoute(connections)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout)
                    .setSocketTimeout(timeout)
                    .build())
            .build();
    this.http =
        HttpClients.custom()
            .setConnectionManager(manager)
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout).build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("Guardlake")
            .build();
  }

  @Override
  protected List<Outcome> deliver(List<Message> messages) {
    return messages.stream().map(this::post).toList();
  }

  @Override
  public void close() {
    super.close();
    http.close(CloseMode.IMMEDIATE);
  }

  private Outcome post(Message message) {
    HttpPost request = new HttpPost(url);
    byte[] body = maker.prepare(message, request);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));

    try {
      return http.execute(request, HttpAlertClient::outcome);
    } catch (IOException e) {
      return HttpAnswers.outcome(e);
    }
  }

  private static Outcome outcome(ClassicHttpResponse response) throws IOException {
    Header retryAfter = response.getFirstHeader("Retry-After");
    byte[] body =
        response.getEntity() == null
            ? new byte[0]
            : response.getEntity().getContent().readNBytes(READ);
    return HttpAnswers.outcome(
        response.getCode(),
        retryAfter == null ? null : retryAfter.getValue(),
        new String(body, StandardCharsets.UTF_8));
  }
}
