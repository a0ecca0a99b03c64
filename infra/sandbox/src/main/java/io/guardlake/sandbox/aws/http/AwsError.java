package io.guardlake.sandbox.aws.http;

import static java.util.Objects.requireNonNull;

/** An error as AWS answers it: its HTTP status, code and message. */
public final class AwsError extends RuntimeException {
  private final int status;
  private final String code;

  public AwsError(int status, String code, String message) {
    super(requireNonNull(message, "message is null"), null, false, false);
    this.status = status;
    this.code = requireNonNull(code, "code is null");
  }

  /** What the sandbox has not, which nobody should take for an answer of AWS. */
  static AwsError notImitated(String what) {
    return new AwsError(501, "NotImplemented", "The sandbox does not imitate %s.".formatted(what));
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
