package io.guardlake.jobs.source.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What it means that KMS did not decrypt an object for S3. Some of KMS's errors come with a code of
 * their own, as {@code KMS.DisabledException}; a refusal comes as S3's 403 AccessDenied, told apart
 * only by its message. The words "because no identity-based policy allows" and the like are those
 * of the IAM user guide, "Access denied error messages".
 */
final class KmsErrors {
  private static final Pattern KEY =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]*:(\\d{12}):(?:key|alias)/[A-Za-z0-9/_-]+");
  private static final Pattern CALLER =
      Pattern.compile("arn:aws[a-z-]*:(?:iam|sts)::(\\d{12}):[^\\s]+");

  /** What S3 says of a key whose ARN has another region than the bucket; the region follows. */
  private static final String WRONG_REGION = "Invalid arn ";

  private KmsErrors() {}

  static boolean isKms(AwsServiceException service) {
    String code = S3Errors.code(service);
    String message = S3Errors.lower(S3Errors.message(service));
    return code.startsWith("KMS.")
        || code.startsWith("Kms")
        || message.contains("kms:")
        || KEY.matcher(message).find()
        || (service.statusCode() == 403 && message.contains("kms"))
        || message.contains("ciphertext refers to a customer master key");
  }

  static StoreException interpret(String uri, AwsServiceException service) {
    String code = S3Errors.code(service);
    String message = S3Errors.message(service);
    StoreProblem problem = problem(code, S3Errors.lower(message), service.statusCode());
    return S3Errors.of(problem, uri, remedy(problem, message), service);
  }

  private static StoreProblem problem(String code, String message, int status) {
    if (code.contains("Throttling")
        || code.contains("KeyUnavailable")
        || code.contains("Internal")
        || code.contains("Timeout")
        || status >= 500) {
      return StoreProblem.KMS_UNAVAILABLE;
    }

    if (code.contains("Disabled") || message.contains("is disabled")) {
      return StoreProblem.KMS_KEY_DISABLED;
    }

    if (code.contains("InvalidState") || message.contains("pending deletion")) {
      return StoreProblem.KMS_KEY_PENDING_DELETION;
    }

    return code.contains("NotFound") ? StoreProblem.KMS_KEY_NOT_FOUND : StoreProblem.KMS_DENIED;
  }

  private static String remedy(StoreProblem problem, String message) {
    String key = key(message);

    if (message.startsWith(WRONG_REGION)) {
      return " is encrypted with a key of another region, "
          + message.substring(WRONG_REGION.length()).strip()
          + "; S3 needs a key of the bucket's region: copy the object onto itself with one";
    }

    return switch (problem) {
      case KMS_UNAVAILABLE ->
          " could not be decrypted now: KMS did not answer; raise its request quota, or let the"
              + " export use a bucket key";
      case KMS_KEY_DISABLED -> " is encrypted with " + key + ", which is disabled; enable the key";
      case KMS_KEY_PENDING_DELETION ->
          " is encrypted with "
              + key
              + ", which is pending deletion; cancel the key's deletion and enable the key";
      case KMS_KEY_NOT_FOUND ->
          " is encrypted with "
              + key
              + ", which does not exist in the bucket's region and its account; if it was deleted,"
              + " the object is lost";
      default -> denied(key, message);
    };
  }

  private static String denied(String key, String message) {
    String low = S3Errors.lower(message);
    String what = " may not be decrypted with " + key + "; ";

    if (low.contains("no resource-based polic") || isOtherAccounts(message)) {
      return what
          + "allow kms:Decrypt to this role in the key's policy, and in the role's own where the key"
          + " is another account's";
    }

    if (low.contains("explicit deny")) {
      return what + "find the Deny of kms:Decrypt in the policy that the message names";
    }

    if (low.contains("no identity-based policy")) {
      return what + "allow kms:Decrypt on the key in this role's policy";
    }

    if (low.contains("does not exist")) {
      return what
          + "the key is another account's or region's, or was deleted, or kms:Decrypt is not"
          + " allowed: allow kms:Decrypt in the key's policy and to this role";
    }

    return what
        + "allow kms:Decrypt to this role in its policy and, where the key is another account's, in"
        + " the key's policy";
  }

  /** Whether the message names a key and a caller of different accounts. */
  private static boolean isOtherAccounts(String message) {
    Matcher key = KEY.matcher(message);
    Matcher caller = CALLER.matcher(message);
    return key.find() && caller.find() && !key.group(1).equals(caller.group(1));
  }

  private static String key(String message) {
    Matcher matcher = KEY.matcher(message);
    return matcher.find() ? "the key " + matcher.group() : "a key";
  }
}
