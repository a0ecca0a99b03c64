package io.guardlake.jobs.source.store;

import io.guardlake.jobs.source.store.StoreRequests.Kind;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/**
 * Counts what an S3 client sends, the tries that it makes by itself included, and notes answers.
 */
final class RequestCounter implements ExecutionInterceptor {
  // The SDK's own header of each try: "attempt=2; max=5".
  private static final String TRY = "amz-sdk-request";
  private static final String FIRST = "attempt=1;";
  private final StoreRequests requests;

  RequestCounter(StoreRequests requests) {
    this.requests = requests;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    boolean first =
        context.httpRequest().firstMatchingHeader(TRY).map(t -> t.startsWith(FIRST)).orElse(true);
    requests.sent(kind(context.request()), !first);
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    requests.answered(context.httpResponse().statusCode());
  }

  private static Kind kind(SdkRequest request) {
    if (request instanceof GetObjectRequest) {
      return Kind.GET;
    }

    return request instanceof HeadObjectRequest ? Kind.HEAD : Kind.LIST;
  }
}
