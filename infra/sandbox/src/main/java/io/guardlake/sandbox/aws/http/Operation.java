package io.guardlake.sandbox.aws.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * An operation that a request asks for.
 *
 * @param name as in the API, such as CreateDetector
 * @param path the named parts of its path
 */
public record Operation(String name, Handler handler, Map<String, String> path) {
  private static final List<String> READING = List.of("Assume", "Describe", "Get", "Head", "List");

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

  /** Whether it changes anything, as its name says. */
  boolean changes() {
    return READING.stream().noneMatch(name::startsWith);
  }
}
