package io.guardlake.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.util.EntityUtils;

/** A request that a client has sent, whose body streams unless somebody asks for its bytes. */
final class ClientRequest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpRequest head;
  private final RequestTarget target;

  ClientRequest(HttpRequest head) {
    this.head = head;
    this.target = RequestTarget.parse(head.getRequestLine().getUri());
  }

  HttpRequest head() {
    return head;
  }

  RequestTarget target() {
    return target;
  }

  /** The length of its content; a body that is sent in signed chunks says so in a header. */
  long contentLength() {
    String name =
        head.containsHeader("x-amz-decoded-content-length")
            ? "x-amz-decoded-content-length"
            : "Content-Length";
    return head.containsHeader(name) ? Long.parseLong(head.getFirstHeader(name).getValue()) : 0;
  }

  /** Reads the body into memory, from where it can be read again. */
  byte[] body() throws IOException {
    if (!(head instanceof HttpEntityEnclosingRequest request) || request.getEntity() == null) {
      return new byte[0];
    }

    HttpEntity entity = request.getEntity();
    byte[] body = EntityUtils.toByteArray(entity);

    if (!entity.isRepeatable()) {
      replaceBody(body);
    }

    return body;
  }

  /** Sends another body to the server than the client sent. */
  void replaceBody(byte[] body) {
    ((HttpEntityEnclosingRequest) head).setEntity(new ByteArrayEntity(body));
    head.removeHeaders("Transfer-Encoding");
    head.setHeader("Content-Length", Integer.toString(body.length));
  }

  /** The last part of the queue's URL in a body of SQS's JSON protocol, or nothing. */
  String queueName() throws IOException {
    byte[] body = body();

    if (body.length == 0 || body[0] != '{') {
      return "";
    }

    JsonNode request = JSON.readTree(body);
    String url = request.path("QueueUrl").asText(request.path("QueueName").asText());
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
