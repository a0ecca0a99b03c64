package io.guardlake.jobs.alert.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.jobs.alert.rule.SecretReference;
import io.guardlake.sandbox.aws.receive.SandboxReceivers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets Manager and the Parameter Store over their wire formats. */
class AwsSecretsTest {
  private static final String SECRET = "hunter2-of-the-webhook";

  private final Map<String, String> before = new HashMap<>();
  private SandboxReceivers aws;

  @BeforeEach
  void start() {
    aws = SandboxReceivers.start(0);
    set("aws.endpointUrl", aws.endpoint().toString());
    set("aws.accessKeyId", aws.key().accessKeyId());
    set("aws.secretAccessKey", aws.key().secretAccessKey());
    set("aws.region", "us-east-1");
    aws.keep("/soc/slack", SECRET);
    aws.keep("soc/slack", "{\"url\":\"%s\",\"n\":1}".formatted(SECRET));
  }

  @AfterEach
  void stop() {
    aws.close();
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  @Test
  void aParameterIsReadDecrypted() {
    assertThat(fetch("ssm:/soc/slack")).isEqualTo(SECRET);
  }

  @Test
  void aSecretIsReadWholeOrByAField() {
    assertThat(fetch("secretsmanager:soc/slack#url")).isEqualTo(SECRET);
    assertThat(fetch("secretsmanager:/soc/slack")).isEqualTo(SECRET);
  }

  @Test
  void whatIsWrongIsSaidWithTheReferenceAndWithoutTheSecret() {
    assertThatThrownBy(() -> fetch("ssm:nowhere"))
        .isInstanceOf(SecretException.class)
        .hasMessageContainingAll("ssm:nowhere", "ParameterNotFound");
    assertThatThrownBy(() -> fetch("secretsmanager:nowhere"))
        .hasMessageContainingAll("secretsmanager:nowhere", "ResourceNotFoundException");
    assertThatThrownBy(() -> fetch("secretsmanager:/soc/slack#url"))
        .hasMessageContaining("is not JSON")
        .hasStackTraceContaining("is not JSON")
        .satisfies(
            failure -> assertThat(String.valueOf(failure.getCause())).doesNotContain(SECRET));
    assertThatThrownBy(() -> fetch("secretsmanager:soc/slack#none"))
        .hasMessageContaining("is not there or empty");
  }

  @Test
  void aDeniedRoleIsSaid() {
    aws.knobs().deny(SandboxReceivers.ACCOUNT, "ssm:GetParameter", "us-east-1");

    assertThatThrownBy(() -> fetch("ssm:/soc/slack"))
        .hasMessageContainingAll("AccessDeniedException", "permissions");
  }

  private static String fetch(String reference) {
    return Secrets.fetch(SecretReference.parse(reference).orElseThrow());
  }

  private void set(String name, String value) {
    before.putIfAbsent(name, System.getProperty(name));
    System.setProperty(name, value);
  }
}
