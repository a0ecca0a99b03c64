package io.guardlake.sandbox.aws.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service of REST-JSON: a method and a path are an operation. */
public final class RestOperations implements AwsService {
  private final String name;
  private final List<Route> routes = new ArrayList<>();

  public RestOperations(String name) {
    this.name = name;
  }

  private record Route(
      String operation, String method, List<String> parts, Operation.Handler handler) {

    Optional<Map<String, String>> match(String asked, List<String> path) {
      if (!method.equals(asked) || parts.size() != path.size()) {
        return Optional.empty();
      }

      Map<String, String> named = new HashMap<>();

      for (int i = 0; i < parts.size(); i++) {
        String part = parts.get(i);

        if (part.startsWith("{")) {
          named.put(part.substring(1, part.length() - 1), path.get(i));
        } else if (!part.equals(path.get(i))) {
          return Optional.empty();
        }
      }

      return Optional.of(named);
    }
  }

  /**
   * Adds an operation.
   *
   * @param path such as {@code /detector/{detectorId}}; of two that fit, the first counts
   */
  public RestOperations with(
      String operation, String method, String path, Operation.Handler handler) {
    routes.add(new Route(operation, method, List.of(path.split("/", -1)), handler));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Protocol protocol() {
    return Protocol.REST_JSON;
  }

  @Override
  public Operation operation(AwsRequest request) {
    List<String> path = new ArrayList<>();

    for (String part : request.rawPath().split("/", -1)) {
      path.add(AwsRequest.decode(part.replace("+", "%2B")));
    }

    for (Route route : routes) {
      Optional<Map<String, String>> named = route.match(request.method(), path);

      if (named.isPresent()) {
        return new Operation(route.operation(), route.handler(), named.get());
      }
    }

    throw AwsError.notImitated("%s: %s %s".formatted(name, request.method(), request.rawPath()));
  }
}
