package io.guardlake.sandbox.s3;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A client of the S3 endpoint that the standard AWS environment names. */
public final class StandardS3Client {
  private StandardS3Client() {}

  /**
   * A client of the endpoint in AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL.
   *
   * @throws IllegalStateException if neither is set: generated findings do not belong in AWS
   */
  public static S3Client create() {
    URI endpoint =
        Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
            .map(System::getenv)
            .filter(value -> value != null && !value.isBlank())
            .findFirst()
            .or(() -> Optional.ofNullable(System.getProperty("aws.endpointUrlS3")))
            .map(URI::create)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Generated findings are never written to AWS itself. Set AWS_ENDPOINT_URL_S3"
                            + " to an endpoint of your own; 'guardlake sandbox' starts one."));
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }
}
