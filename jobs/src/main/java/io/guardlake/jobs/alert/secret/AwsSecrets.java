package io.guardlake.jobs.alert.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guardlake.jobs.alert.rule.SecretReference;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Fetches secrets from Secrets Manager and the Parameter Store, by the standard environment. */
final class AwsSecrets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AwsSecrets() {}

  static String fetch(SecretReference reference) {
    try {
      return reference.store() == SecretReference.Store.SSM
          ? parameter(reference.name())
          : field(reference, secret(reference.name()));
    } catch (AwsServiceException e) {
      throw new SecretException(
          reference,
          "was not given by AWS: %s; check its name, its region and this role's permissions."
              .formatted(e.awsErrorDetails().errorCode()));
    } catch (SdkClientException e) {
      throw new SecretException(
          reference, "cannot be asked for; check the network, the region and the credentials.");
    }
  }

  private static String secret(String name) {
    try (SecretsManagerClient client =
        SecretsManagerClient.builder().httpClientBuilder(ApacheHttpClient.builder()).build()) {
      return client.getSecretValue(request -> request.secretId(name)).secretString();
    }
  }

  private static String parameter(String name) {
    try (SsmClient client =
        SsmClient.builder().httpClientBuilder(ApacheHttpClient.builder()).build()) {
      return client
          .getParameter(request -> request.name(name).withDecryption(true))
          .parameter()
          .value();
    }
  }

  private static String field(SecretReference reference, String secret) {
    if (reference.key() == null || secret == null) {
      return secret;
    }

    try {
      JsonNode value = JSON.readTree(secret).path(reference.key());
      return value.isTextual() ? value.asText() : null;
    } catch (JsonProcessingException e) {
      throw new SecretException(reference, "is not JSON, so it has no fields; leave out the #.");
    }
  }
}
