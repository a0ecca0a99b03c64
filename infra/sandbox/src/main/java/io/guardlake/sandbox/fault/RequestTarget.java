package io.guardlake.sandbox.fault;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The target of an S3 request in path style, decoded.
 *
 * @param bucket empty for ListBuckets
 * @param key empty for a request to the bucket
 * @param parameters the query by name; a name without a value has an empty one
 */
record RequestTarget(String bucket, String key, Map<String, String> parameters) {
  RequestTarget {
    requireNonNull(bucket, "bucket is null");
    requireNonNull(key, "key is null");
    parameters = Map.copyOf(parameters);
  }

  /** Reads the target of a request line, such as {@code /bucket/a%20key?uploads}. */
  static RequestTarget parse(String target) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String inRoot = path.startsWith("/") ? path.substring(1) : path;
    int slash = inRoot.indexOf('/');
    String bucket = slash < 0 ? inRoot : inRoot.substring(0, slash);
    String key = slash < 0 ? "" : inRoot.substring(slash + 1);
    return new RequestTarget(
        decodePath(bucket),
        decodePath(key),
        question < 0 ? Map.of() : parameters(target.substring(question + 1)));
  }

  boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();

    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      parameters.put(decode(name), decode(value));
    }

    return parameters;
  }

  /** A plus sign is itself in a path and a space in a query. */
  private static String decodePath(String text) {
    return decode(text.replace("+", "%2B"));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
