package io.guardlake.sandbox.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.TreeMap;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpStatus;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestHandler;

/**
 * The proxy's rules, counts and journal for other processes, below a path that no bucket can have.
 * These requests are neither counted nor struck.
 */
final class ControlHandler implements HttpRequestHandler {
  static final String PATTERN = "/_guardlake/*";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FaultProxy proxy;

  ControlHandler(FaultProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response, HttpContext context)
      throws IOException {
    String call = request.getRequestLine().getMethod() + " " + request.getRequestLine().getUri();

    switch (call) {
      case "GET /_guardlake/requests" ->
          answer(
              response,
              HttpStatus.SC_OK,
              JSON.valueToTree(new TreeMap<>(proxy.requests().byOperation())));
      case "GET /_guardlake/journal" -> answer(response, HttpStatus.SC_OK, journal());
      case "POST /_guardlake/rules" -> apply(new ClientRequest(request).body(), response);
      case "DELETE /_guardlake/rules" -> {
        proxy.clear();
        answer(response, HttpStatus.SC_OK, JSON.createObjectNode());
      }
      default -> refuse(response, HttpStatus.SC_NOT_FOUND, "The proxy does not know: " + call);
    }
  }

  private void apply(byte[] body, HttpResponse response) throws IOException {
    try {
      proxy.apply(RuleReader.read(JSON.readTree(body)));
      answer(response, HttpStatus.SC_OK, JSON.createObjectNode());
    } catch (IllegalArgumentException | ArithmeticException | JsonProcessingException wrong) {
      refuse(response, HttpStatus.SC_BAD_REQUEST, wrong.getMessage());
    }
  }

  private ArrayNode journal() {
    ArrayNode journal = JSON.createArrayNode();

    for (AppliedFault applied : proxy.journal()) {
      ObjectNode entry = journal.addObject();
      entry.put("call", applied.call().number());
      entry.put("operation", applied.call().operation().name());
      entry.put("bucket", applied.call().bucket());
      entry.put("key", applied.call().key());
      entry.put("fault", applied.fault().toString());
    }

    return journal;
  }

  private static void refuse(HttpResponse response, int status, String message) throws IOException {
    answer(response, status, JSON.createObjectNode().put("message", message));
  }

  private static void answer(HttpResponse response, int status, JsonNode body) throws IOException {
    response.setStatusCode(status);
    ErrorAnswers.withBody(response, "application/json", JSON.writeValueAsString(body));
  }
}
