package io.guardlake.sandbox.aws.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * An operation that a request asks for.
 *
 * @param name as in the API, such as CreateDetector
 * @param path the named parts of its path
 */
public record Operation(String name, Handler handler, Map<String, String> path) {

  /** Answers a call, or throws {@link AwsError}. */
  @FunctionalInterface
  public interface Handler {
    AwsAnswer answer(Call call);
  }

  public Operation {
    requireNonNull(name, "name is null");
    requireNonNull(handler, "handler is null");
    path = Map.copyOf(path);
  }
}
