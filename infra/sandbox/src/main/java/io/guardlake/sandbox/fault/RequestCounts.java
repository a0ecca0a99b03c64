package io.guardlake.sandbox.fault;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** How many requests of each kind passed a proxy, struck or not; retries count. */
public record RequestCounts(Map<Operation, Long> byOperation) {
  public RequestCounts {
    byOperation = Map.copyOf(byOperation);
  }

  public long of(Operation... operations) {
    return Arrays.stream(operations)
        .mapToLong(operation -> byOperation.getOrDefault(operation, 0L))
        .sum();
  }

  public long total() {
    return byOperation.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What has passed since an earlier count. */
  public RequestCounts since(RequestCounts earlier) {
    Map<Operation, Long> difference = new EnumMap<>(Operation.class);
    byOperation.forEach(
        (operation, count) -> {
          long more = count - earlier.of(operation);

          if (more > 0) {
            difference.put(operation, more);
          }
        });
    return new RequestCounts(difference);
  }
}
