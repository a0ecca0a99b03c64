package io.guardlake.setup.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps an answer's bytes for who asks for them: the SDK's model drops the fields that are newer
 * than it.
 */
final class RawAnswers implements ExecutionInterceptor {
  /** Where a request wants its answer's bytes. */
  static final ExecutionAttribute<AtomicReference<byte[]>> WANTED =
      new ExecutionAttribute<>("guardlake.raw-answer");

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    AtomicReference<byte[]> wanted = attributes.getAttribute(WANTED);

    if (wanted == null || context.responseBody().isEmpty()) {
      return context.responseBody();
    }

    try (InputStream body = context.responseBody().get()) {
      wanted.set(body.readAllBytes());
      return Optional.of(new ByteArrayInputStream(wanted.get()));
    } catch (IOException e) {
      throw new UncheckedIOException("An answer of AWS broke off.", e);
    }
  }
}
