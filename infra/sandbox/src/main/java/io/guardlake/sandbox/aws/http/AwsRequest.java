package io.guardlake.sandbox.aws.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.http.Header;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.util.EntityUtils;

/** A request as it came, its body in memory. */
public final class AwsRequest {
  private final String method;
  private final String rawPath;
  private final Map<String, String> parameters;
  private final Map<String, String> headers;
  private final byte[] body;

  private AwsRequest(
      String method,
      String rawPath,
      Map<String, String> parameters,
      Map<String, String> headers,
      byte[] body) {
    this.method = method;
    this.rawPath = rawPath;
    this.parameters = parameters;
    this.headers = headers;
    this.body = body;
  }

  static AwsRequest read(HttpRequest head) throws IOException {
    String target = head.getRequestLine().getUri();
    int question = target.indexOf('?');
    Map<String, String> headers = new TreeMap<>();

    for (Header header : head.getAllHeaders()) {
      headers.merge(
          header.getName().toLowerCase(Locale.ROOT),
          header.getValue(),
          (first, second) -> first + "," + second);
    }

    byte[] body =
        head instanceof HttpEntityEnclosingRequest request && request.getEntity() != null
            ? EntityUtils.toByteArray(request.getEntity())
            : new byte[0];
    return new AwsRequest(
        head.getRequestLine().getMethod(),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? Map.of() : form(target.substring(question + 1)),
        headers,
        body);
  }

  /** Reads names and values as in a query; a name without a value has an empty one. */
  static Map<String, String> form(String text) {
    Map<String, String> values = new LinkedHashMap<>();

    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');

      if (!part.isEmpty()) {
        values.put(
            decode(equals < 0 ? part : part.substring(0, equals)),
            equals < 0 ? "" : decode(part.substring(equals + 1)));
      }
    }

    return values;
  }

  static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Encodes all but A-Z, a-z, 0-9, hyphen, full stop, underscore and tilde. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  public String method() {
    return method;
  }

  /** The path as it was sent, still encoded. */
  public String rawPath() {
    return rawPath;
  }

  /** The query, decoded. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** All headers, by their names in small letters. */
  public Map<String, String> headers() {
    return headers;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Not to be changed. */
  public byte[] body() {
    return body;
  }
}
