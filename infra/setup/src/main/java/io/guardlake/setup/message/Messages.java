package io.guardlake.setup.message;

import java.util.stream.Stream;

/** Understands what AWS says when it refuses. */
public final class Messages {
  private Messages() {}

  /**
   * Says what a refusal means and what to do.
   *
   * @param code the error code or the exception's name, which GuardDuty hardly uses
   * @param message what AWS said
   */
  public static Explanation explain(Call call, String code, String message) {
    String said = code.isEmpty() ? message : code + ": " + message;
    return Stream.of(KnownMessage.values())
        .filter(known -> known.fits(call.operation(), said))
        .findFirst()
        .map(known -> new Explanation(known.meaning(), sentence(call, known.advice(), said)))
        .orElseGet(() -> unknown(call, code, said));
  }

  private static Explanation unknown(Call call, String code, String said) {
    if (isDenial(code)) {
      return new Explanation(
          Meaning.CALLER_LACKS_PERMISSION,
          sentence(
              call,
              "The caller may not do this. Let its role, and the service control policies above it, allow %s."
                  .formatted(call.operation()),
              said));
    }

    if (isAbsence(code)) {
      return new Explanation(Meaning.NOT_FOUND, sentence(call, "It is not there.", said));
    }

    if (isOverload(code)) {
      return new Explanation(
          Meaning.TRY_AGAIN,
          sentence(call, "AWS is asked too much at once; it is tried again.", said));
    }

    return new Explanation(
        Meaning.UNKNOWN, sentence(call, "AWS refuses, and why is in its own words alone.", said));
  }

  private static boolean isDenial(String code) {
    return code.contains("AccessDenied") || code.contains("UnauthorizedOperation");
  }

  /** S3 has a code for each thing that may not be there, KMS and answers to HEAD have one. */
  private static boolean isAbsence(String code) {
    return code.startsWith("NoSuch") || code.contains("NotFound");
  }

  private static boolean isOverload(String code) {
    return code.contains("Throttl")
        || code.contains("TooManyRequests")
        || code.contains("InternalServerError")
        || code.contains("ServiceUnavailable")
        || code.contains("SlowDown")
        || code.contains("ConcurrentModification");
  }

  private static String sentence(Call call, String advice, String said) {
    return "%s failed. %s AWS said: %s".formatted(call, advice, said.strip());
  }
}
