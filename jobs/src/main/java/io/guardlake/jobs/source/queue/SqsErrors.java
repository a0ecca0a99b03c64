package io.guardlake.jobs.source.queue;

import io.guardlake.jobs.source.queue.QueueException.Kind;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * What SQS's errors mean, and what to do about each. Codes are those of the SQS API reference,
 * "Common errors" and those of each action; the older, longer forms of the query protocol end in
 * the same words. KMS's come through as {@code KmsAccessDenied} and the like.
 */
final class SqsErrors {
  private static final int MAX_QUOTED = 500;

  private static final Set<String> CALLER =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "MissingAuthenticationToken",
          "NotAuthorized",
          "OptInRequired",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> EXPIRED =
      Set.of("ReceiptHandleIsInvalid", "InvalidParameterValue", "MessageNotInflight");

  private SqsErrors() {}

  /**
   * Interprets an error of a whole request.
   *
   * @param what "received from", as in "messages could not be received from the queue"
   * @param action the permission that the request needs
   */
  static QueueException of(QueueUrl url, String what, String action, SdkException e) {
    String problem = "Messages could not be " + what + " the queue " + url + ": ";

    if (!(e instanceof AwsServiceException service)) {
      return new QueueException(
          Kind.UNREACHABLE,
          problem
              + "it could not be asked; check network, endpoint, region and credentials ("
              + cut(e.getMessage())
              + ").",
          e);
    }

    String code = code(service);

    if (code.endsWith("NonExistentQueue") || code.endsWith("QueueDoesNotExist")) {
      return of(Kind.NO_SUCH_QUEUE, problem, "it does not exist; check --queue-url", code, service);
    }

    if (code.startsWith("Kms") || code.startsWith("KMS.")) {
      return of(
          code.contains("Throttled") ? Kind.THROTTLED : Kind.NO_ACCESS,
          problem,
          "its key refuses; allow kms:Decrypt to this role, and check that the key is enabled",
          code,
          service);
    }

    if (service.isThrottlingException()
        || code.endsWith("OverLimit")
        || code.endsWith("RequestThrottled")) {
      return of(
          Kind.THROTTLED,
          problem,
          "it was asked too often, or too many of its messages are in flight; look for other"
              + " receivers of this queue",
          code,
          service);
    }

    if (CALLER.contains(code)) {
      return of(
          Kind.NO_ACCESS,
          problem,
          "SQS refuses these credentials; renew or correct them",
          code,
          service);
    }

    if (service.statusCode() == 403 || code.startsWith("AccessDenied")) {
      return of(
          Kind.NO_ACCESS,
          problem,
          "allow " + action + " in the queue's policy and to this role",
          code,
          service);
    }

    if (service.statusCode() >= 500) {
      return of(Kind.UNREACHABLE, problem, "SQS fails", code, service);
    }

    return of(Kind.REFUSED, problem, "SQS refuses", code, service);
  }

  /** Interprets an error of one entry of a batch. */
  static HandleOutcome ofEntry(BatchResultErrorEntry entry) {
    String code = entry.code() == null ? "" : entry.code();
    // "AWS.SimpleQueueService.MessageNotInflight" in the query protocol.
    return EXPIRED.contains(code.substring(code.lastIndexOf('.') + 1))
        ? HandleOutcome.EXPIRED
        : HandleOutcome.FAILED;
  }

  private static QueueException of(
      Kind kind, String problem, String what, String code, AwsServiceException cause) {
    String quoted =
        String.format(Locale.ROOT, " (%d %s: %s).", cause.statusCode(), code, cut(message(cause)));
    return new QueueException(kind, problem + what + quoted, cause);
  }

  private static String code(AwsServiceException service) {
    if (service.awsErrorDetails() == null || service.awsErrorDetails().errorCode() == null) {
      return "";
    }

    return service.awsErrorDetails().errorCode();
  }

  private static String message(AwsServiceException service) {
    return service.awsErrorDetails() == null ? null : service.awsErrorDetails().errorMessage();
  }

  private static String cut(String text) {
    if (text == null) {
      return "no message";
    }

    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
  }
}
