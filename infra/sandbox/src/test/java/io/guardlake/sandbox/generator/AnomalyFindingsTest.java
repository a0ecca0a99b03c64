package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Findings of what is unusual say what is usual, in words that fit what was done. */
final class AnomalyFindingsTest {
  private static final int FINDINGS = 5000;
  private static final List<JsonNode> ALL = new ArrayList<>();

  @BeforeAll
  static void generate() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.parse("2026-11-15")).withFindings(FINDINGS));

    for (int finding = 0; finding < FINDINGS; finding++) {
      ALL.add(mapper.readTree(generator.line(finding, 0)));
    }
  }

  @Test
  void carryAnAnomalyIfAndOnlyIfTheirTypeSaysSo() {
    Set<String> services = new HashSet<>();

    for (JsonNode finding : ALL) {
      String type = finding.get("type").textValue();
      boolean unusual = type.contains("Anomalous") || type.contains("CostHarvesting");
      assertThat(finding.at("/service/detection/anomaly").isObject()).as(type).isEqualTo(unusual);

      if (unusual) {
        services.add(type.substring(type.indexOf(':') + 1, type.indexOf('/')));
      }
    }

    assertThat(services).containsExactlyInAnyOrder("IAMUser", "S3", "Kubernetes", "RDS");
  }

  @Test
  void observeTheVerbResourceNamespaceAndAgentOfTheirKubernetesCall() {
    int compared = 0;

    for (JsonNode finding : ALL) {
      JsonNode call = finding.at("/service/action/kubernetesApiCallAction");
      JsonNode behavior = finding.at("/service/detection/anomaly/unusual/behavior");

      if (!call.isMissingNode() && behavior.isObject()) {
        assertThat(observed(behavior, "user", "verb")).isEqualTo(call.get("verb").textValue());
        assertThat(observed(behavior, "user", "resource"))
            .isEqualTo(call.get("resource").textValue());
        assertThat(observed(behavior, "user", "userAgent"))
            .isEqualTo(call.get("userAgent").textValue());
        assertThat(observed(behavior, "user", "asnOrg"))
            .isEqualTo(call.at("/remoteIpDetails/organization/isp").textValue());
        assertThat(behavior.at("/user").has("api")).isFalse();
        assertThat(finding.at("/service/additionalInfo").has("apiCalls")).isFalse();
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void observeTheCallOfTheirAction() {
    int compared = 0;

    for (JsonNode finding : ALL) {
      JsonNode call = finding.at("/service/action/awsApiCallAction");
      JsonNode behavior = finding.at("/service/detection/anomaly/unusual/behavior");

      if (!call.isMissingNode() && behavior.isObject()) {
        assertThat(observed(behavior, "account", "api")).isEqualTo(call.get("api").textValue());
        assertThat(observed(behavior, "user", "userAgent"))
            .isEqualTo(call.get("userAgent").textValue());
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(50);
  }

  @Test
  void findSomethingUnusualInEach() {
    for (JsonNode finding : ALL) {
      JsonNode behavior = finding.at("/service/detection/anomaly/unusual/behavior");

      if (behavior.isObject()) {
        assertThat(behavior.findValuesAsText("profileSubtype"))
            .containsAnyOf("UNSEEN", "RARE", "INFREQUENT");
      }
    }
  }

  private static String observed(JsonNode behavior, String scope, String feature) {
    return behavior.at("/" + scope + "/" + feature + "/observations/text/0").textValue();
  }
}
