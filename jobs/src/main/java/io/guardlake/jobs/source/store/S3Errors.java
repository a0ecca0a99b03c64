package io.guardlake.jobs.source.store;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What S3's errors mean, and what to do about each. Codes are those of the S3 API reference, "Error
 * responses". What KMS refused, {@link KmsErrors} knows.
 */
final class S3Errors {
  private static final int MAX_QUOTED = 500;

  private static final Map<String, StoreProblem> BY_CODE =
      Map.ofEntries(
          Map.entry("ExpiredToken", StoreProblem.EXPIRED_CREDENTIALS),
          Map.entry("ExpiredTokenException", StoreProblem.EXPIRED_CREDENTIALS),
          Map.entry("TokenRefreshRequired", StoreProblem.EXPIRED_CREDENTIALS),
          Map.entry("RequestExpired", StoreProblem.EXPIRED_CREDENTIALS),
          Map.entry("RequestTimeTooSkewed", StoreProblem.CLOCK_SKEW),
          Map.entry("InvalidAccessKeyId", StoreProblem.BAD_CREDENTIALS),
          Map.entry("InvalidToken", StoreProblem.BAD_CREDENTIALS),
          Map.entry("SignatureDoesNotMatch", StoreProblem.BAD_CREDENTIALS),
          Map.entry("AccountProblem", StoreProblem.BAD_CREDENTIALS),
          Map.entry("NotSignedUp", StoreProblem.BAD_CREDENTIALS),
          Map.entry("PermanentRedirect", StoreProblem.WRONG_REGION),
          Map.entry("TemporaryRedirect", StoreProblem.WRONG_REGION),
          Map.entry("AuthorizationHeaderMalformed", StoreProblem.WRONG_REGION),
          Map.entry("IllegalLocationConstraintException", StoreProblem.WRONG_REGION),
          Map.entry("InvalidObjectState", StoreProblem.ARCHIVED),
          Map.entry("NoSuchBucket", StoreProblem.NO_SUCH_BUCKET),
          Map.entry("NoSuchKey", StoreProblem.NOT_FOUND),
          Map.entry("PreconditionFailed", StoreProblem.CHANGED),
          Map.entry("InvalidRange", StoreProblem.CHANGED),
          Map.entry("SlowDown", StoreProblem.THROTTLED),
          Map.entry("ServiceUnavailable", StoreProblem.THROTTLED));

  private S3Errors() {}

  static StoreException ofListing(String uri, SdkException e) {
    if (e instanceof AwsServiceException service && isDenied(service)) {
      return of(
          StoreProblem.ACCESS_DENIED,
          uri,
          " may not be listed; allow s3:ListBucket for this prefix",
          service);
    }

    return interpret(uri, e);
  }

  static StoreException ofObject(String uri, SdkException e) {
    return interpret(uri, e);
  }

  /**
   * Fetching a whole object failed.
   *
   * @param begun whether an answer with the object had begun
   */
  static StoreException ofFetch(String uri, Throwable error, boolean begun) {
    SdkException e = sdkError(error);
    return begun && !(e instanceof AwsServiceException) ? broken(uri, e) : interpret(uri, e);
  }

  /** The answer broke off in the middle of an object. */
  static StoreException broken(String uri, Exception e) {
    if (e instanceof AwsServiceException service) {
      return interpret(uri, service);
    }

    return new StoreException(
        StoreProblem.BROKEN_BODY,
        "The connection broke while " + uri + " was read (" + cut(e.getMessage()) + ").",
        e);
  }

  /** The SDK's error behind what a future of its failed with. */
  static SdkException sdkError(Throwable error) {
    if (error instanceof SdkException sdk) {
      return sdk;
    }

    if ((error instanceof CompletionException || error instanceof ExecutionException)
        && error.getCause() != null) {
      return sdkError(error.getCause());
    }

    return SdkClientException.create(error.toString(), error);
  }

  private static StoreException interpret(String uri, SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return withoutAnswer(uri, e);
    }

    if (KmsErrors.isKms(service)) {
      return KmsErrors.interpret(uri, service);
    }

    StoreProblem problem = problem(service);
    return of(problem, uri, remedy(problem), service);
  }

  private static StoreException withoutAnswer(String uri, SdkException e) {
    String message = String.valueOf(e.getMessage());

    if (message.contains("Unable to load credentials")
        || message.contains("Unable to load region")) {
      return new StoreException(
          StoreProblem.BAD_CREDENTIALS,
          "S3 could not be asked for "
              + uri
              + ": there are no credentials, or no region; set them in the standard AWS environment ("
              + cut(message)
              + ").",
          e);
    }

    return new StoreException(
        StoreProblem.NO_CONNECTION,
        "S3 could not be asked for "
            + uri
            + "; check network, endpoint, region and credentials ("
            + cut(message)
            + ").",
        e);
  }

  private static StoreProblem problem(AwsServiceException service) {
    StoreProblem known = BY_CODE.get(code(service));

    if (known != null) {
      return known;
    }

    return switch (service.statusCode()) {
      case 301, 307 -> StoreProblem.WRONG_REGION;
      case 403 -> StoreProblem.ACCESS_DENIED;
      case 404 -> StoreProblem.NOT_FOUND;
      case 412, 416 -> StoreProblem.CHANGED;
      case 429, 503 -> StoreProblem.THROTTLED;
      case 408 -> StoreProblem.SERVER_ERROR;
      default -> otherwise(service);
    };
  }

  private static StoreProblem otherwise(AwsServiceException service) {
    if (service.isThrottlingException()) {
      return StoreProblem.THROTTLED;
    }

    return service.statusCode() >= 500 ? StoreProblem.SERVER_ERROR : StoreProblem.REFUSED;
  }

  private static String remedy(StoreProblem problem) {
    return switch (problem) {
      case ACCESS_DENIED ->
          " may not be read; allow s3:GetObject in the bucket's policy and to this role, and"
              + " kms:Decrypt on its key, whose refusal S3 does not always name; without"
              + " s3:ListBucket it says the same of an object that is gone";
      case NOT_FOUND -> " is gone; look for a lifecycle rule that expires it";
      case CHANGED -> " was replaced since it was listed";
      case ARCHIVED -> " is archived; restore it from its storage class, then replay it";
      case EXPIRED_CREDENTIALS ->
          " could not be asked for: the credentials have expired; renew them";
      case BAD_CREDENTIALS ->
          " could not be asked for: S3 does not know these credentials; correct them";
      case CLOCK_SKEW ->
          " could not be asked for: this machine's clock is wrong; set it by a time server";
      case WRONG_REGION -> " is in another region; set AWS_REGION to the bucket's";
      case NO_SUCH_BUCKET -> " is in a bucket that does not exist; check the source's name";
      case THROTTLED ->
          " could not be read now: S3 asks for fewer requests; lower --parallelism, or keep other"
              + " readers off this bucket";
      case SERVER_ERROR -> " could not be read now, after several tries";
      default -> " could not be read";
    };
  }

  private static boolean isDenied(AwsServiceException service) {
    return service.statusCode() == 403 && !BY_CODE.containsKey(code(service));
  }

  static StoreException of(
      StoreProblem problem, String uri, String what, AwsServiceException cause) {
    return new StoreException(problem, uri + what + quoted(cause), cause);
  }

  private static String quoted(AwsServiceException service) {
    return " (" + service.statusCode() + " " + code(service) + ": " + cut(message(service)) + ").";
  }

  static String code(AwsServiceException service) {
    if (service.awsErrorDetails() == null || service.awsErrorDetails().errorCode() == null) {
      return "";
    }

    return service.awsErrorDetails().errorCode();
  }

  static String message(AwsServiceException service) {
    if (service.awsErrorDetails() == null || service.awsErrorDetails().errorMessage() == null) {
      return "";
    }

    return service.awsErrorDetails().errorMessage();
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    if (text == null) {
      return "no message";
    }

    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
  }
}
