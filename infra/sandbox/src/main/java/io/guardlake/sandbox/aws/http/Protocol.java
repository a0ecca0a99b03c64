package io.guardlake.sandbox.aws.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * AWS's protocols (https://smithy.io/2.0/aws/protocols/), and how each tells of an error. What is
 * wrong with every service has another code in each.
 */
public enum Protocol {
  REST_JSON("UnrecognizedClientException", "AccessDeniedException", "ThrottlingException", 400),
  JSON("UnrecognizedClientException", "AccessDeniedException", "ThrottlingException", 400),
  QUERY("InvalidClientTokenId", "AccessDenied", "Throttling", 400),
  EC2("AuthFailure", "UnauthorizedOperation", "RequestLimitExceeded", 503),
  REST_XML("InvalidAccessKeyId", "AccessDenied", "SlowDown", 503);

  private final String unknownCredentials;
  private final String denied;
  private final String throttled;
  private final int throttledStatus;

  Protocol(String unknownCredentials, String denied, String throttled, int throttledStatus) {
    this.unknownCredentials = unknownCredentials;
    this.denied = denied;
    this.throttled = throttled;
    this.throttledStatus = throttledStatus;
  }

  /** The credentials are unknown, or unknown to this region, to which nobody opted in. */
  AwsError unknownCredentials() {
    return new AwsError(
        403,
        unknownCredentials,
        this == REST_XML
            ? "The AWS Access Key Id you provided does not exist in our records."
            : "The security token included in the request is invalid.");
  }

  AwsError expiredCredentials() {
    return this == REST_XML
        ? new AwsError(400, "ExpiredToken", "The provided token has expired.")
        : new AwsError(
            this == JSON || this == REST_JSON ? 400 : 403,
            this == JSON || this == REST_JSON ? "ExpiredTokenException" : "ExpiredToken",
            "The security token included in the request is expired");
  }

  AwsError wrongSignature() {
    return new AwsError(
        403,
        this == JSON || this == REST_JSON ? "InvalidSignatureException" : "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  AwsError denied(String principal, String operation) {
    return new AwsError(
        403,
        denied,
        "User: %s is not authorized to perform: %s because no identity-based policy allows the %s action"
            .formatted(principal, operation, operation));
  }

  AwsError throttled() {
    return new AwsError(
        throttledStatus,
        throttled,
        this == REST_XML ? "Please reduce your request rate." : "Rate exceeded");
  }

  AwsError internal() {
    return new AwsError(
        500,
        this == REST_JSON ? "InternalServerErrorException" : "InternalFailure",
        "An internal server error occurred.");
  }

  AwsAnswer answer(AwsError error, String requestId) {
    return switch (this) {
      case REST_JSON, JSON -> json(error);
      case QUERY ->
          xml(
              error,
              "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>"
                  + "<RequestId>%s</RequestId></ErrorResponse>",
              requestId);
      case EC2 ->
          xml(
              error,
              "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>"
                  + "<RequestID>%s</RequestID></Response>",
              requestId);
      case REST_XML ->
          xml(
              error,
              "<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>",
              requestId);
    };
  }

  private static AwsAnswer json(AwsError error) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    // GuardDuty's type in the body is another than its error's name:
    // https://github.com/nozaq/terraform-aws-secure-baseline/issues/199.
    body.put(
        "__type",
        error.code().equals("BadRequestException") ? "InvalidInputException" : error.code());
    body.put("message", error.getMessage());
    return AwsAnswer.text(error.status(), "application/x-amz-json-1.1", body.toString())
        .with("x-amzn-ErrorType", error.code());
  }

  private static AwsAnswer xml(AwsError error, String form, String requestId) {
    return AwsAnswer.text(
        error.status(),
        "application/xml",
        form.formatted(Xml.escape(error.code()), Xml.escape(error.getMessage()), requestId));
  }
}
