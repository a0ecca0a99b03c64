package io.guardlake.setup.aws;

import static java.util.Objects.requireNonNull;

import io.guardlake.setup.execute.RefusedException;
import io.guardlake.setup.message.Call;
import io.guardlake.setup.message.Meaning;
import io.guardlake.setup.message.Messages;
import io.guardlake.setup.world.Seen;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Asks AWS something in an account and region, and turns every failure into a sentence. The only
 * class that looks at the SDK's exceptions.
 */
record Asker(String account, String region) {
  Asker {
    requireNonNull(account, "account is null");
    requireNonNull(region, "region is null");
  }

  /**
   * Makes a call.
   *
   * @param operation as the API names it
   * @param resource what it is about; empty: nothing more than the region
   * @throws RefusedException when AWS refuses, or cannot be asked
   */
  <T> T ask(String operation, String resource, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw refused(new Call(operation, account, region, resource), e);
    }
  }

  /** Makes a call whose answer nobody needs. */
  void tell(String operation, String resource, Runnable call) {
    ask(
        operation,
        resource,
        () -> {
          call.run();
          return Optional.empty();
        });
  }

  /** Makes a call for something that may not be there. */
  <T> Optional<T> find(String operation, String resource, Supplier<T> call) {
    try {
      return Optional.of(ask(operation, resource, call));
    } catch (RefusedException e) {
      if (e.meaning() == Meaning.NOT_FOUND) {
        return Optional.empty();
      }

      throw e;
    }
  }

  /** What was found, or why nobody can tell. */
  static <T> Seen<T> see(Supplier<Optional<T>> reading) {
    try {
      return reading.get().<Seen<T>>map(Seen::present).orElseGet(Seen::absent);
    } catch (RefusedException e) {
      return Seen.unreadable(e.getMessage());
    }
  }

  private static RefusedException refused(Call call, SdkException failure) {
    return new RefusedException(Messages.explain(call, code(failure), said(failure)), failure);
  }

  /** Answers without a body, to HEAD, have a status and no code. */
  private static String code(SdkException failure) {
    if (!(failure instanceof AwsServiceException service)) {
      return "";
    }

    String code = service.awsErrorDetails() == null ? null : service.awsErrorDetails().errorCode();

    if (code != null && !code.isBlank() && !code.matches("\\d+")) {
      return code;
    }

    return switch (service.statusCode()) {
      case 301 -> "PermanentRedirect";
      case 403 -> "AccessDenied";
      case 404 -> "NotFound";
      case 503 -> "ServiceUnavailable";
      default -> "HTTP " + service.statusCode();
    };
  }

  private static String said(SdkException failure) {
    if (failure instanceof AwsServiceException service
        && service.awsErrorDetails() != null
        && service.awsErrorDetails().errorMessage() != null) {
      return service.awsErrorDetails().errorMessage();
    }

    return String.valueOf(failure.getMessage());
  }
}
