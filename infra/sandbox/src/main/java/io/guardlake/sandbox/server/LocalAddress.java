package io.guardlake.sandbox.server;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to reach one of the sandbox's services: an endpoint on 127.0.0.1 and the credentials that
 * requests to it are signed with.
 */
public record LocalAddress(
    URI endpoint, String region, String accessKeyId, String secretAccessKey) {
  private static final String REGION = "us-east-1";

  public LocalAddress {
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(region, "region is null");
    requireNonNull(accessKeyId, "accessKeyId is null");
    requireNonNull(secretAccessKey, "secretAccessKey is null");
  }

  /** A port of 127.0.0.1, with credentials that nobody has had before. */
  static LocalAddress onPort(int port) {
    SecureRandom random = new SecureRandom();
    byte[] name = new byte[8];
    byte[] secret = new byte[20];
    random.nextBytes(name);
    random.nextBytes(secret);
    HexFormat hex = HexFormat.of();
    return new LocalAddress(
        // An address instead of a name makes every AWS SDK use path-style requests by itself.
        URI.create("http://127.0.0.1:" + port),
        REGION,
        "SANDBOX" + hex.withUpperCase().formatHex(name),
        hex.formatHex(secret));
  }

  /** The same service behind another endpoint, such as a proxy. */
  public LocalAddress at(URI otherEndpoint) {
    return new LocalAddress(otherEndpoint, region, accessKeyId, secretAccessKey);
  }

  /**
   * The standard AWS environment with which the SDKs and the AWS CLI use this endpoint and nothing
   * else, in a fixed order.
   *
   * @param service how the SDKs spell the service in their variables, such as S3 or SQS
   */
  public Map<String, String> environment(String service) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_ENDPOINT_URL_" + service, endpoint.toString());
    environment.put("AWS_ACCESS_KEY_ID", accessKeyId);
    environment.put("AWS_SECRET_ACCESS_KEY", secretAccessKey);
    environment.put("AWS_REGION", region);
    environment.put("AWS_DEFAULT_REGION", region);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }
}
