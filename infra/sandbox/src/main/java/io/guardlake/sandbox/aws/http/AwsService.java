package io.guardlake.sandbox.aws.http;

/** One of AWS's services. */
public interface AwsService {
  /** Who sees to it that calls do not meet. */
  enum Isolation {
    /** The world is locked for each call. */
    ONE_CALL_AT_A_TIME,
    /** The service locks the world for as long as it looks at it. */
    ITS_OWN
  }

  /** The name in signatures, such as guardduty. */
  String name();

  Protocol protocol();

  default Isolation isolation() {
    return Isolation.ONE_CALL_AT_A_TIME;
  }

  /**
   * What a request asks for.
   *
   * @throws AwsError if the sandbox does not imitate it
   */
  Operation operation(AwsRequest request);
}
