package io.guardlake.sandbox.aws.http;

import java.io.IOException;
import java.util.UUID;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestHandler;

/** Turns HTTP into requests and answers, each with an id of its own. */
final class AwsHandler implements HttpRequestHandler {
  private final FrontDoor door;

  AwsHandler(FrontDoor door) {
    this.door = door;
  }

  @Override
  public void handle(HttpRequest head, HttpResponse response, HttpContext context)
      throws HttpException, IOException {
    String requestId = UUID.randomUUID().toString();
    AwsAnswer answer = door.answer(AwsRequest.read(head), requestId);
    response.setStatusCode(answer.status());
    response.setHeader("x-amzn-RequestId", requestId);
    response.setHeader("x-amz-request-id", requestId);
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("Content-Length")) {
                response.setHeader(name, value);
              }
            });
    boolean bodiless = answer.status() == 204 || answer.status() == 304;

    if (!bodiless) {
      response.setEntity(new AnsweredEntity(answer));
    }
  }

  /** An answer to HEAD tells the length of a body that is not sent. */
  private static final class AnsweredEntity extends ByteArrayEntity {
    private final long length;

    AnsweredEntity(AwsAnswer answer) {
      super(answer.body());
      this.length =
          answer.headers().entrySet().stream()
              .filter(header -> header.getKey().equalsIgnoreCase("Content-Length"))
              .mapToLong(header -> Long.parseLong(header.getValue()))
              .findFirst()
              .orElse(answer.body().length);
    }

    @Override
    public long getContentLength() {
      return length;
    }
  }
}
