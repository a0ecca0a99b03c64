package io.guardlake.jobs.source.store;

import io.guardlake.jobs.source.store.StoreException.Scope;
import io.guardlake.schemas.quarantine.QuarantineReason;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What S3's errors mean, and what to do about each. Codes are those of the S3 API reference, "Error
 * responses"; the KMS ones are what S3 hands through from KMS, as {@code KMS.DisabledException}.
 */
final class S3Errors {
  private static final int MAX_QUOTED = 500;

  /** Codes that say the caller is wrong, whatever it asks for. */
  private static final Set<String> CALLER =
      Set.of(
          "ExpiredToken",
          "InvalidAccessKeyId",
          "InvalidToken",
          "SignatureDoesNotMatch",
          "RequestTimeTooSkewed",
          "TokenRefreshRequired",
          "AccountProblem",
          "NotSignedUp");

  private static final Set<String> PLACE =
      Set.of(
          "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");

  private S3Errors() {}

  static StoreException ofListing(String uri, SdkException e) {
    if (e instanceof AwsServiceException service && isDenied(service)) {
      return new StoreException(
          Scope.OBJECT,
          QuarantineReason.ACCESS_DENIED,
          uri + " may not be listed; allow s3:ListBucket for this prefix" + quoted(service),
          e);
    }

    return interpret(uri, e);
  }

  static StoreException ofObject(String uri, SdkException e) {
    return interpret(uri, e);
  }

  /** The connection broke in the middle of an object. */
  static StoreException interrupted(String uri, IOException e) {
    return new StoreException(
        Scope.PASSING,
        QuarantineReason.UNREADABLE,
        "The connection broke while " + uri + " was read (" + e.getMessage() + ").",
        e);
  }

  private static StoreException interpret(String uri, SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return new StoreException(
          Scope.STORE,
          QuarantineReason.UNREADABLE,
          "S3 could not be asked for "
              + uri
              + "; check network, endpoint, region and credentials ("
              + cut(e.getMessage())
              + ").",
          e);
    }

    String code = code(service);

    if (isKms(service, code)) {
      return kms(uri, service, code);
    }

    if (CALLER.contains(code)) {
      return of(
          Scope.STORE,
          QuarantineReason.ACCESS_DENIED,
          uri,
          " could not be asked for: S3 refuses these credentials; renew or correct them",
          service);
    }

    if (PLACE.contains(code)) {
      return of(
          Scope.STORE,
          QuarantineReason.UNREADABLE,
          uri,
          " is in another region; set AWS_REGION to the bucket's",
          service);
    }

    if (code.equals("InvalidObjectState")) {
      return of(
          Scope.OBJECT,
          QuarantineReason.UNREADABLE,
          uri,
          " is archived; restore it from its storage class, then replay it",
          service);
    }

    if (code.equals("NoSuchBucket")) {
      return of(
          Scope.OBJECT,
          QuarantineReason.NOT_FOUND,
          uri,
          " is in a bucket that does not exist; check the source's name",
          service);
    }

    return byStatus(uri, service, code);
  }

  private static StoreException byStatus(String uri, AwsServiceException service, String code) {
    int status = service.statusCode();

    if (isDenied(service)) {
      return of(
          Scope.OBJECT,
          QuarantineReason.ACCESS_DENIED,
          uri,
          " may not be read; allow s3:GetObject in the bucket's policy and to this role",
          service);
    }

    if (status == 404 || code.equals("NoSuchKey")) {
      return of(
          Scope.OBJECT,
          QuarantineReason.NOT_FOUND,
          uri,
          " was listed and is gone; look for a lifecycle rule that expires it",
          service);
    }

    if (status == 412) {
      return of(
          Scope.OBJECT,
          QuarantineReason.CHANGED,
          uri,
          " was replaced since it was listed; ingest reads it again, a backfill must be repeated",
          service);
    }

    if (status >= 500 || status == 429 || status == 408 || service.isThrottlingException()) {
      return of(
          Scope.PASSING,
          QuarantineReason.UNREADABLE,
          uri,
          " could not be read now, after several tries",
          service);
    }

    return of(Scope.OBJECT, QuarantineReason.UNREADABLE, uri, " could not be read", service);
  }

  private static boolean isDenied(AwsServiceException service) {
    return service.statusCode() == 403 && !CALLER.contains(code(service));
  }

  /** S3 answers 403 AccessDenied too where KMS refused, and tells so only in its message. */
  private static boolean isKms(AwsServiceException service, String code) {
    String message = message(service).toLowerCase(Locale.ROOT);
    return code.startsWith("KMS.")
        || message.contains("kms:")
        || message.contains("arn:aws:kms")
        || (service.statusCode() == 403 && message.contains("kms"));
  }

  private static StoreException kms(String uri, AwsServiceException service, String code) {
    if (code.contains("Throttling")
        || code.contains("KeyUnavailable")
        || code.contains("Internal")) {
      return of(
          Scope.PASSING,
          QuarantineReason.UNREADABLE,
          uri,
          " could not be decrypted now, after several tries; raise the KMS request quota or use a"
              + " bucket key",
          service);
    }

    return of(
        Scope.OBJECT, QuarantineReason.KMS_DENIED, uri, remedy(code, message(service)), service);
  }

  private static String remedy(String code, String message) {
    if (code.contains("Disabled") || message.contains("is disabled")) {
      return " is encrypted with a key that is disabled; enable the key";
    }

    if (code.contains("InvalidState") || message.contains("pending deletion")) {
      return " is encrypted with a key that is pending deletion; cancel the key's deletion";
    }

    if (code.contains("NotFound")) {
      return " is encrypted with a key that does not exist in the bucket's region; if it was"
          + " deleted, the object is lost";
    }

    return " may not be decrypted; allow kms:Decrypt to this role in its policy and, where the key"
        + " is another account's, in the key's policy";
  }

  private static StoreException of(
      Scope scope, QuarantineReason reason, String uri, String what, AwsServiceException cause) {
    return new StoreException(scope, reason, uri + what + quoted(cause), cause);
  }

  private static String quoted(AwsServiceException service) {
    return " (" + service.statusCode() + " " + code(service) + ": " + cut(message(service)) + ").";
  }

  private static String code(AwsServiceException service) {
    if (service.awsErrorDetails() == null || service.awsErrorDetails().errorCode() == null) {
      return "";
    }

    return service.awsErrorDetails().errorCode();
  }

  private static String message(AwsServiceException service) {
    if (service.awsErrorDetails() == null || service.awsErrorDetails().errorMessage() == null) {
      return "";
    }

    return service.awsErrorDetails().errorMessage();
  }

  private static String cut(String text) {
    if (text == null) {
      return "no message";
    }

    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
  }
}
