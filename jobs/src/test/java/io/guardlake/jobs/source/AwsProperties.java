package io.guardlake.jobs.source;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The SDK's system properties, which stand for the variables of AWS's environment, for a while. */
final class AwsProperties implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();

  AwsProperties(URI endpoint, String accessKeyId, String secretAccessKey, String region) {
    set("aws.endpointUrlS3", endpoint.toString());
    set("aws.accessKeyId", accessKeyId);
    set("aws.secretAccessKey", secretAccessKey);
    set("aws.region", region);
  }

  private void set(String property, String value) {
    before.put(property, System.getProperty(property));
    System.setProperty(property, value);
  }

  @Override
  public void close() {
    before.forEach(
        (property, value) -> {
          if (value == null) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }
}
