package io.guardlake.sandbox.aws.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks Signature Version 4 as
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * describes it. It is not made with the SDK's signer, which signs what is checked here. Signatures
 * of single chunks and the age of a signature are not checked.
 */
final class Signature {
  private static final HexFormat HEX = HexFormat.of();

  private Signature() {}

  static boolean isRight(AwsRequest request, CredentialScope scope, String secret) {
    String scopeText =
        "%s/%s/%s/aws4_request".formatted(scope.date(), scope.region(), scope.service());
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            request.header("x-amz-date").orElse(""),
            scopeText,
            sha256(canonical(request, scope).getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);

    for (String part : scopeText.split("/", -1)) {
      key = mac(key, part);
    }

    return MessageDigest.isEqual(mac(key, toSign), HEX.parseHex(scope.signature()));
  }

  private static String canonical(AwsRequest request, CredentialScope scope) {
    StringBuilder headers = new StringBuilder();

    for (String name : scope.signedHeaders().split(";", -1)) {
      String value = request.header(name).orElse("").strip().replaceAll(" +", " ");
      headers.append(name).append(':').append(value).append('\n');
    }

    return String.join(
        "\n",
        request.method(),
        path(request, scope),
        query(request),
        headers.toString(),
        scope.signedHeaders(),
        payload(request));
  }

  /** S3 signs the path as it is sent; all others sign it encoded once more. */
  private static String path(AwsRequest request, CredentialScope scope) {
    if (scope.service().equals("s3")) {
      return request.rawPath();
    }

    List<String> parts = new ArrayList<>();

    for (String part : request.rawPath().split("/", -1)) {
      parts.add(AwsRequest.encode(part));
    }

    return String.join("/", parts);
  }

  private static String query(AwsRequest request) {
    Map<String, String> sorted = new TreeMap<>();
    request
        .parameters()
        .forEach((name, value) -> sorted.put(AwsRequest.encode(name), AwsRequest.encode(value)));
    List<String> pairs = new ArrayList<>();
    sorted.forEach((name, value) -> pairs.add(name + "=" + value));
    return String.join("&", pairs);
  }

  private static String payload(AwsRequest request) {
    String declared = request.header("x-amz-content-sha256").orElse("");
    boolean isHash = declared.isEmpty() || declared.matches("[0-9a-f]{64}");
    return isHash ? sha256(request.body()) : declared;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has HmacSHA256.", impossible);
    }
  }
}
