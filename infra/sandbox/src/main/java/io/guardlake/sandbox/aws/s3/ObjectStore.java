package io.guardlake.sandbox.aws.s3;

import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.AwsRequest;
import io.guardlake.sandbox.server.LocalAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** The server that keeps the objects. It knows one user, so requests are signed anew for it. */
final class ObjectStore implements AutoCloseable {
  /** Of the signature, the connection and the transfer, which all end here. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "authorization",
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "expect",
          "user-agent",
          "x-amz-date",
          "x-amz-content-sha256",
          "x-amz-security-token",
          "x-amz-expected-bucket-owner",
          "x-amz-decoded-content-length",
          "x-amz-trailer",
          "x-amz-sdk-checksum-algorithm");

  private final LocalAddress behind;
  private final SdkHttpClient http = ApacheHttpClient.create();

  ObjectStore(LocalAddress behind) {
    this.behind = behind;
  }

  void createBucket(String name) {
    requireDone(send(SdkHttpMethod.PUT, "/" + name, Map.of(), Map.of(), new byte[0]));
  }

  void deleteBucket(String name) {
    AwsAnswer answer = send(SdkHttpMethod.DELETE, "/" + name, Map.of(), Map.of(), new byte[0]);

    if (answer.status() == 409) {
      throw new AwsError(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    }

    requireDone(answer);
  }

  /** Passes a request on, with headers besides its own. */
  AwsAnswer pass(AwsRequest request, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!NOT_PASSED_ON.contains(name) && !name.startsWith("amz-sdk-")) {
                headers.put(name, value);
              }
            });
    boolean chunked = request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");

    if (chunked) {
      String encoding =
          request.header("content-encoding").orElse("").replaceAll("aws-chunked,?", "");
      headers.remove("content-encoding");

      if (!encoding.isEmpty()) {
        headers.put("content-encoding", encoding);
      }
    }

    headers.putAll(more);
    return send(
        SdkHttpMethod.fromValue(request.method()),
        request.rawPath(),
        request.parameters(),
        headers,
        chunked ? AwsChunks.content(request.body()) : request.body());
  }

  @Override
  public void close() {
    http.close();
  }

  private static void requireDone(AwsAnswer answer) {
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          "The server of objects answered %d.".formatted(answer.status()));
    }
  }

  private AwsAnswer send(
      SdkHttpMethod method,
      String path,
      Map<String, String> parameters,
      Map<String, String> headers,
      byte[] body) {
    SdkHttpRequest.Builder builder =
        SdkHttpRequest.builder().uri(behind.endpoint()).method(method).encodedPath(path);
    parameters.forEach(builder::putRawQueryParameter);
    headers.forEach(builder::putHeader);

    if (body.length > 0) {
      // The client sends none for an empty body, and a signature must not claim one.
      builder.putHeader("content-length", Integer.toString(body.length));
    }

    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                request ->
                    request
                        .identity(
                            AwsBasicCredentials.create(
                                behind.accessKeyId(), behind.secretAccessKey()))
                        .request(builder.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, behind.region())
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
    HttpExecuteRequest.Builder request = HttpExecuteRequest.builder().request(signed.request());
    signed.payload().ifPresent(request::contentStreamProvider);

    try {
      return answer(http.prepareRequest(request.build()).call());
    } catch (IOException failure) {
      throw new UncheckedIOException("The server of objects did not answer.", failure);
    }
  }

  private static AwsAnswer answer(HttpExecuteResponse response) throws IOException {
    Map<String, String> headers = new HashMap<>();

    for (Map.Entry<String, List<String>> header : response.httpResponse().headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);

      if (!Set.of("connection", "transfer-encoding", "date", "server", "x-amz-request-id")
          .contains(name)) {
        headers.put(name, String.join(",", header.getValue()));
      }
    }

    byte[] body =
        response.responseBody().isPresent()
            ? response.responseBody().get().readAllBytes()
            : new byte[0];
    return new AwsAnswer(response.httpResponse().statusCode(), headers, body);
  }
}
