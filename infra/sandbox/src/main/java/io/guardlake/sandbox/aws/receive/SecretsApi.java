package io.guardlake.sandbox.aws.receive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.AwsService;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.NamedOperations;
import io.guardlake.sandbox.aws.http.Protocol;
import java.util.Map;
import java.util.Optional;

/**
 * Reading of secrets from Secrets Manager and the Parameter Store:
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html and
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html.
 */
final class SecretsApi {
  private final Map<String, String> secrets;

  SecretsApi(Map<String, String> secrets) {
    this.secrets = secrets;
  }

  AwsService secretsManager() {
    return new NamedOperations("secretsmanager", Protocol.JSON)
        .with("GetSecretValue", this::secret);
  }

  AwsService parameterStore() {
    return new NamedOperations("ssm", Protocol.JSON).with("GetParameter", this::parameter);
  }

  private AwsAnswer secret(Call call) {
    String name = call.json().path("SecretId").asText();
    String secret =
        Optional.ofNullable(secrets.get(name))
            .orElseThrow(
                () ->
                    new AwsError(
                        400,
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret."));
    return AwsAnswer.json(
        JsonNodeFactory.instance.objectNode().put("Name", name).put("SecretString", secret));
  }

  private AwsAnswer parameter(Call call) {
    String name = call.json().path("Name").asText();
    String secret =
        Optional.ofNullable(secrets.get(name))
            .orElseThrow(() -> new AwsError(400, "ParameterNotFound", "The parameter is unknown."));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("Parameter")
        .put("Name", name)
        .put("Type", "SecureString")
        .put("Value", call.json().path("WithDecryption").asBoolean() ? secret : "AQICAH-encrypted");
    return AwsAnswer.json(answer);
  }
}
