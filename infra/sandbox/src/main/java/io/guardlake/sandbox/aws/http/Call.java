package io.guardlake.sandbox.aws.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.world.Caller;
import java.io.IOException;
import java.util.Map;

/**
 * A request that was let in: who calls, where, and with what.
 *
 * @param path what the parts of the path are that an operation names
 */
public record Call(Caller caller, String region, AwsRequest request, Map<String, String> path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Call {
    requireNonNull(caller, "caller is null");
    requireNonNull(region, "region is null");
    requireNonNull(request, "request is null");
    path = Map.copyOf(path);
  }

  public String account() {
    return caller.account();
  }

  /** A named part of the path, decoded. */
  public String part(String name) {
    return path.get(name);
  }

  /** The body as a JSON object; empty when there is none. */
  public ObjectNode json() {
    if (request.body().length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }

    try {
      JsonNode body = JSON.readTree(request.body());

      if (body instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException notJson) {
      // Said below.
    }

    throw new AwsError(400, "SerializationException", "The body is not a JSON object.");
  }
}
