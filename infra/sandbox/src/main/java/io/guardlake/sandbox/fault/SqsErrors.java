package io.guardlake.sandbox.fault;

/**
 * Errors as SQS words them; codes are those of
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html and of
 * each operation's page.
 */
public final class SqsErrors {
  private static final String EXPIRED =
      "Value %s for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.";

  private SqsErrors() {}

  /** SQS refuses the call for now; SDKs try again. */
  public static Fault.ErrorAnswer throttled() {
    return new Fault.ErrorAnswer(403, "RequestThrottled", "Request is throttled.");
  }

  public static Fault.ErrorAnswer internalError() {
    return new Fault.ErrorAnswer(
        500, "InternalFailure", "The request processing has failed because of an unknown error.");
  }

  public static Fault.ErrorAnswer accessDenied(String principal, String action, String queueArn) {
    return new Fault.ErrorAnswer(
        403,
        "AccessDenied",
        "User: %s is not authorized to perform: %s on resource: %s because no resource-based policy allows the %s action"
            .formatted(principal, action, queueArn, action));
  }

  public static Fault.ErrorAnswer noSuchQueue() {
    return new Fault.ErrorAnswer(400, "QueueDoesNotExist", "The specified queue does not exist.");
  }

  /**
   * A receipt handle that is no longer good, in answer to DeleteMessage:
   * https://github.com/boto/boto3/issues/2898.
   */
  public static Fault.ErrorAnswer receiptHandleExpired(String handle) {
    return new Fault.ErrorAnswer(400, "InvalidParameterValue", EXPIRED.formatted(handle));
  }

  /**
   * Receipt handles that are no longer good, in answer to a batch.
   *
   * @param share the probability with which each entry has such a handle
   */
  public static Fault.FailedEntries receiptHandlesExpired(double share) {
    return new Fault.FailedEntries(share, "InvalidParameterValue", EXPIRED.formatted("(as sent)"));
  }

  /** A receipt handle that the queue does not know: aws-sdk-java-v2's issue 3101. */
  public static Fault.FailedEntries receiptHandlesInvalid(double share) {
    return new Fault.FailedEntries(
        share, "ReceiptHandleIsInvalid", "The receipt handle is not valid for this queue.");
  }

  /** Entries that failed at the service: the client may try them again. */
  public static Fault.FailedEntries entriesFailed(double share) {
    return new Fault.FailedEntries(
        share, "InternalError", "We encountered an internal error. Please try again.");
  }
}
