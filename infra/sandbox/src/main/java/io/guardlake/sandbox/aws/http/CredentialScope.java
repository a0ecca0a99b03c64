package io.guardlake.sandbox.aws.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Authorization header of Signature Version 4 says of a request. */
record CredentialScope(
    String accessKeyId,
    String date,
    String region,
    String service,
    String signedHeaders,
    String signature) {
  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request,"
              + "\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");

  static Optional<CredentialScope> of(AwsRequest request) {
    Matcher matcher = HEADER.matcher(request.header("authorization").orElse(""));
    return matcher.matches()
        ? Optional.of(
            new CredentialScope(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                matcher.group(5),
                matcher.group(6)))
        : Optional.empty();
  }
}
