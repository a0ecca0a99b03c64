package io.guardlake.sandbox.generator;

/**
 * A call of an AWS API.
 *
 * @param service as in {@code awsApiCallAction.serviceName}
 * @param affected the type of the resource it changes, or null
 */
record Call(String api, String service, String affected) {
  /** Calls by the finding types that they cause. */
  static final ByType<Call> BY_TYPE =
      new ByType<>(
          "api-calls.tsv",
          4,
          row ->
              new Call(
                  row.get(2),
                  row.get(1) + ".amazonaws.com",
                  row.get(3).isEmpty() ? null : row.get(3)));
}
