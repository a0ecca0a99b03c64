package io.guardlake.sandbox.aws.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A service whose requests name their operation, in a header or in a form. */
public final class NamedOperations implements AwsService {
  private final String name;
  private final Protocol protocol;
  private final Map<String, Operation> operations = new HashMap<>();

  /**
   * A service without operations yet.
   *
   * @param protocol JSON, QUERY or EC2
   */
  public NamedOperations(String name, Protocol protocol) {
    this.name = name;
    this.protocol = protocol;
  }

  public NamedOperations with(String operation, Operation.Handler handler) {
    operations.put(operation, new Operation(operation, handler, Map.of()));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Operation operation(AwsRequest request) {
    String asked = asked(request);
    return Optional.ofNullable(operations.get(asked))
        .orElseThrow(() -> AwsError.notImitated(name + ":" + asked));
  }

  /** The values of a request in a form. */
  public static Map<String, String> form(Call call) {
    return AwsRequest.form(new String(call.request().body(), StandardCharsets.UTF_8));
  }

  private String asked(AwsRequest request) {
    if (protocol == Protocol.JSON) {
      String target = request.header("x-amz-target").orElse("");
      return target.substring(target.lastIndexOf('.') + 1);
    }

    String action =
        AwsRequest.form(new String(request.body(), StandardCharsets.UTF_8)).get("Action");
    return action == null ? request.parameters().getOrDefault("Action", "") : action;
  }
}
