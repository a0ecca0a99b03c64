package io.guardlake.sandbox.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.http.HttpException;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.message.BasicHttpResponse;
import org.apache.http.util.EntityUtils;

/**
 * Passes calls to the server, and notes on the way what S3 would know and S3Proxy does not: which
 * uploads are open, and which objects were written.
 */
final class Forwarding {
  private static final Pattern E_TAG = Pattern.compile("<ETag>(?:&quot;|\")?([^<&\"]+)");

  private final ObjectSizes sizes;
  private final UploadLedger uploads = new UploadLedger();
  private final List<Consumer<ObjectWrite>> listeners = new CopyOnWriteArrayList<>();

  /** Looks up the size of an object beside the proxy. */
  @FunctionalInterface
  interface ObjectSizes {
    long sizeOf(String bucket, String key);
  }

  Forwarding(ObjectSizes sizes) {
    this.sizes = sizes;
  }

  void onObjectWritten(Consumer<ObjectWrite> listener) {
    listeners.add(listener);
  }

  HttpResponse forward(Call call, ClientRequest request, Upstream server)
      throws IOException, HttpException {
    Optional<String> uploadId = request.target().parameter("uploadId");

    if (uploadId.isPresent() && !uploads.isOpen(uploadId.get())) {
      return ErrorAnswers.of(call, S3Errors.noSuchUpload());
    }

    HttpResponse response = exchange(request, server);

    if (response.getStatusLine().getStatusCode() / 100 == 2) {
      note(call, request, response);
    }

    return response;
  }

  /** Passes the entries that do not fail, and answers for those that do. */
  HttpResponse forward(ClientRequest request, Fault.FailedEntries fault, long seed, Upstream server)
      throws IOException, HttpException {
    FaultyBatch batch = FaultyBatch.split(request.body(), fault, seed);

    if (!batch.forwardsAny()) {
      HttpResponse nothing = new BasicHttpResponse(HttpVersion.HTTP_1_1, 200, "OK");
      return ErrorAnswers.withBody(nothing, "application/x-amz-json-1.0", batch.answer("{}"));
    }

    request.replaceBody(batch.forwarded());
    HttpResponse response = exchange(request, server);

    if (response.getStatusLine().getStatusCode() != 200) {
      return response;
    }

    String served = EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
    return ErrorAnswers.withBody(response, "application/x-amz-json-1.0", batch.answer(served));
  }

  private static HttpResponse exchange(ClientRequest request, Upstream server)
      throws IOException, HttpException {
    // The client's connection has answered it already.
    request.head().removeHeaders("Expect");
    return server.exchange(request.head());
  }

  private void note(Call call, ClientRequest request, HttpResponse response) throws IOException {
    String uploadId = request.target().parameter("uploadId").orElse("");

    switch (call.operation()) {
      case CREATE_MULTIPART_UPLOAD -> uploads.opened(buffered(response));
      case ABORT_MULTIPART_UPLOAD -> uploads.closed(uploadId);
      case PUT_OBJECT ->
          written(
              call,
              request.contentLength(),
              response.getFirstHeader("ETag").getValue().replace("\"", ""));
      case COPY_OBJECT, COMPLETE_MULTIPART_UPLOAD -> {
        // Both may fail after their 200:
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
        Matcher eTag = E_TAG.matcher(buffered(response));

        if (eTag.find()) {
          uploads.closed(uploadId);
          written(call, -1, eTag.group(1));
        }
      }
      default -> {
        // Nothing to note.
      }
    }
  }

  private void written(Call call, long knownSize, String eTag) {
    if (listeners.isEmpty()) {
      return;
    }

    long size = knownSize < 0 ? sizes.sizeOf(call.bucket(), call.key()) : knownSize;
    ObjectWrite write = new ObjectWrite(call.operation(), call.bucket(), call.key(), size, eTag);
    listeners.forEach(listener -> listener.accept(write));
  }

  private static String buffered(HttpResponse response) throws IOException {
    String body = EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
    ErrorAnswers.withBody(response, "application/xml", body);
    return body;
  }
}
