package io.guardlake.sandbox.fault;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.http.Header;
import org.apache.http.HttpRequest;

/** Tells from a request which operation it is and what it is about. */
final class CallReader {
  private static final String SQS_TARGET = "AmazonSQS.";
  private static final Map<String, Operation> SQS_OPERATIONS =
      Map.of(
          "ReceiveMessage", Operation.RECEIVE_MESSAGE,
          "DeleteMessage", Operation.DELETE_MESSAGE,
          "DeleteMessageBatch", Operation.DELETE_MESSAGE_BATCH,
          "ChangeMessageVisibility", Operation.CHANGE_MESSAGE_VISIBILITY,
          "ChangeMessageVisibilityBatch", Operation.CHANGE_MESSAGE_VISIBILITY_BATCH,
          "SendMessage", Operation.SEND_MESSAGE,
          "SendMessageBatch", Operation.SEND_MESSAGE_BATCH,
          "GetQueueAttributes", Operation.GET_QUEUE_ATTRIBUTES);

  private final Service service;
  private final AtomicLong calls = new AtomicLong();

  CallReader(Service service) {
    this.service = service;
  }

  Call read(ClientRequest request) throws IOException {
    if (service == Service.SQS) {
      return new Call(
          calls.incrementAndGet(), queueOperation(request.head()), "", request.queueName());
    }

    RequestTarget target = request.target();
    Operation operation = objectOperation(request.head(), target);
    String key =
        operation == Operation.LIST_OBJECTS ? target.parameter("prefix").orElse("") : target.key();
    return new Call(calls.incrementAndGet(), operation, target.bucket(), key);
  }

  /** The JSON protocol, which SDKs use since 2023, names the operation in a header. */
  private static Operation queueOperation(HttpRequest request) {
    String name =
        Optional.ofNullable(request.getFirstHeader("X-Amz-Target"))
            .map(Header::getValue)
            .filter(value -> value.startsWith(SQS_TARGET))
            .map(value -> value.substring(SQS_TARGET.length()))
            .orElse("");
    return SQS_OPERATIONS.getOrDefault(name, Operation.OTHER_QUEUE_REQUEST);
  }

  private static Operation objectOperation(HttpRequest request, RequestTarget target) {
    String method = request.getRequestLine().getMethod();

    if (target.bucket().isEmpty()) {
      return Operation.LIST_BUCKETS;
    }

    if (target.key().isEmpty()) {
      return bucketOperation(method, target);
    }

    if (target.has("uploadId") || target.has("uploads")) {
      return uploadOperation(method, target);
    }

    if (target.has("acl") || target.has("tagging") || target.has("retention")) {
      return Operation.OTHER_OBJECT_REQUEST;
    }

    return switch (method) {
      case "GET" -> Operation.GET_OBJECT;
      case "HEAD" -> Operation.HEAD_OBJECT;
      case "PUT" ->
          request.containsHeader("x-amz-copy-source")
              ? Operation.COPY_OBJECT
              : Operation.PUT_OBJECT;
      case "DELETE" -> Operation.DELETE_OBJECT;
      default -> Operation.OTHER_OBJECT_REQUEST;
    };
  }

  private static Operation bucketOperation(String method, RequestTarget target) {
    if (method.equals("POST") && target.has("delete")) {
      return Operation.DELETE_OBJECTS;
    }

    if (!method.equals("GET")) {
      return Operation.OTHER_BUCKET_REQUEST;
    }

    if (target.has("uploads")) {
      return Operation.LIST_MULTIPART_UPLOADS;
    }

    boolean lists =
        target.has("list-type")
            || target.parameters().isEmpty()
            || target.has("prefix")
            || target.has("delimiter")
            || target.has("max-keys");
    return lists ? Operation.LIST_OBJECTS : Operation.OTHER_BUCKET_REQUEST;
  }

  private static Operation uploadOperation(String method, RequestTarget target) {
    return switch (method) {
      case "POST" ->
          target.has("uploads")
              ? Operation.CREATE_MULTIPART_UPLOAD
              : Operation.COMPLETE_MULTIPART_UPLOAD;
      case "PUT" -> Operation.UPLOAD_PART;
      case "DELETE" -> Operation.ABORT_MULTIPART_UPLOAD;
      default -> Operation.LIST_PARTS;
    };
  }
}
