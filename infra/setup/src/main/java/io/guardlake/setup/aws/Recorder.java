package io.guardlake.setup.aws;

import io.guardlake.setup.probe.Recording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Records what answers look like as they come in. Safe for use by several threads. */
public final class Recorder implements ExecutionInterceptor {
  private final SortedMap<String, SortedSet<String>> answers = new TreeMap<>();

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    byte[] body = body(context);
    // Credentials come by STS; nothing of it is worth a risk.
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);

    if (!service.equalsIgnoreCase("sts")) {
      add(
          Recording.name(
              service,
              attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
              context.httpResponse().statusCode()),
          Recording.fields(new String(body, StandardCharsets.UTF_8)));
    }

    return context.responseBody().map(any -> new ByteArrayInputStream(body));
  }

  private static byte[] body(Context.ModifyHttpResponse context) {
    if (context.responseBody().isEmpty()) {
      return new byte[0];
    }

    try (InputStream body = context.responseBody().get()) {
      return body.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("An answer of AWS broke off.", e);
    }
  }

  private synchronized void add(String answer, SortedSet<String> fields) {
    answers.computeIfAbsent(answer, any -> new TreeSet<>()).addAll(fields);
  }

  /** What has come until now. */
  public synchronized Recording recording() {
    return new Recording(answers);
  }
}
