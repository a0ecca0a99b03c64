package io.guardlake.sandbox.fault;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.message.BasicHttpResponse;

/**
 * Writes errors in the form of their service: S3's XML
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html), which an answer to HEAD
 * has not, and SQS's JSON with the older protocol's code in a header
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
 */
final class ErrorAnswers {
  private ErrorAnswers() {}

  static HttpResponse of(Call call, Fault.ErrorAnswer error) {
    HttpResponse response =
        new BasicHttpResponse(HttpVersion.HTTP_1_1, error.status(), error.code());
    response.setHeader("x-amz-request-id", requestId(call));
    error.headers().forEach(response::setHeader);

    if (call.operation().service() == Service.SQS) {
      response.setHeader("x-amzn-RequestId", requestId(call));
      response.setHeader("x-amzn-query-error", error.code() + ";Sender");
      return withBody(response, "application/x-amz-json-1.0", json(error));
    }

    response.setHeader("x-amz-id-2", requestId(call));
    return withBody(response, "application/xml", xml(call, error));
  }

  static HttpResponse withBody(HttpResponse response, String contentType, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setHeader("Content-Type", contentType);
    response.removeHeaders("Transfer-Encoding");
    response.setHeader("Content-Length", Integer.toString(body.length));
    response.setEntity(new ByteArrayEntity(body));
    return response;
  }

  private static String xml(Call call, Fault.ErrorAnswer error) {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
    element(text, "Code", error.code());
    element(text, "Message", error.message());

    for (Map.Entry<String, String> element : error.elements().entrySet()) {
      element(text, element.getKey(), element.getValue());
    }

    if (error.status() == 404 && error.code().equals("NoSuchKey")) {
      element(text, "Key", call.key());
    }

    element(text, "RequestId", requestId(call));
    element(text, "HostId", requestId(call));
    return text.append("</Error>").toString();
  }

  private static void element(StringBuilder text, String name, String value) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    text.append('<').append(name).append('>').append(escaped);
    text.append("</").append(name).append('>');
  }

  private static String json(Fault.ErrorAnswer error) {
    return "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"%s\"}"
        .formatted(
            error.code(),
            new String(JsonStringEncoder.getInstance().quoteAsString(error.message())));
  }

  private static String requestId(Call call) {
    return "%016X".formatted(call.number()).toUpperCase(Locale.ROOT);
  }
}
