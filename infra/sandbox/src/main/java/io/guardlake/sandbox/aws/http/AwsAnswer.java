package io.guardlake.sandbox.aws.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer to a request. The body is not to be changed. */
public final class AwsAnswer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  public AwsAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  public static AwsAnswer json(JsonNode body) {
    return text(200, "application/json", body.toString());
  }

  public static AwsAnswer emptyJson() {
    return text(200, "application/json", "{}");
  }

  public static AwsAnswer xml(String body) {
    return text(200, "application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body);
  }

  public static AwsAnswer empty(int status) {
    return new AwsAnswer(status, Map.of(), new byte[0]);
  }

  static AwsAnswer text(int status, String contentType, String body) {
    return new AwsAnswer(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with another header. */
  public AwsAnswer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new AwsAnswer(status, more, body);
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }
}
