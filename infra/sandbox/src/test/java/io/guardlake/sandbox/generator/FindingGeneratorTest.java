package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class FindingGeneratorTest {
  private static final int FINDINGS = 5000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<byte[]> LINES = new ArrayList<>();
  private static final List<JsonNode> FINDINGS_READ = new ArrayList<>();

  @BeforeAll
  static void generate() throws IOException {
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.parse("2026-11-15")).withFindings(FINDINGS));

    for (int finding = 0; finding < FINDINGS; finding++) {
      byte[] line = generator.line(finding, 0);
      LINES.add(line);
      FINDINGS_READ.add(MAPPER.readTree(line));
    }
  }

  @Test
  void makesEveryTypeOfResource() {
    assertThat(FINDINGS_READ)
        .extracting(finding -> finding.at("/resource/resourceType").textValue())
        .contains(
            "Instance",
            "AccessKey",
            "S3Bucket",
            "S3Object",
            "EKSCluster",
            "KubernetesCluster",
            "ECSCluster",
            "Container",
            "RDSDBInstance",
            "RDSLimitlessDB",
            "Lambda",
            "AttackSequence");
    assertThat(fieldsAt("/resource"))
        .contains(
            "ebsVolumeDetails",
            "ebsSnapshotDetails",
            "ec2ImageDetails",
            "recoveryPointDetails",
            "bedrockGuardrailDetails",
            "modelDetails",
            "rdsDbUserDetails");
  }

  @Test
  void makesEveryKindOfAction() {
    assertThat(FINDINGS_READ)
        .extracting(finding -> finding.at("/service/action/actionType").asText("none"))
        .contains(
            "AWS_API_CALL",
            "DNS_REQUEST",
            "NETWORK_CONNECTION",
            "PORT_PROBE",
            "KUBERNETES_API_CALL",
            "RDS_LOGIN_ATTEMPT");
    assertThat(fieldsAt("/service/action"))
        .contains(
            "kubernetesPermissionCheckedDetails",
            "kubernetesRoleDetails",
            "kubernetesRoleBindingDetails");
    assertThat(fieldsAt("/service"))
        .contains("runtimeDetails", "ebsVolumeScanDetails", "malwareScanDetails", "detection");
    assertThat(FINDINGS_READ)
        .anyMatch(finding -> finding.at("/service/action").isEmpty() && isRuntime(finding));
    assertThat(FINDINGS_READ)
        .filteredOn(
            finding -> finding.at("/resource/resourceType").asText().equals("AttackSequence"))
        .allMatch(finding -> finding.at("/service/action").isMissingNode())
        .allMatch(finding -> finding.at("/service/detection/sequence/signals").size() >= 3);
  }

  @Test
  void saysTheSameAccountRegionAndIdInTheArn() {
    for (JsonNode finding : FINDINGS_READ) {
      assertThat(finding.get("arn").textValue())
          .isEqualTo(
              "arn:aws:guardduty:%s:%s:detector/%s/finding/%s",
              finding.get("region").textValue(),
              finding.get("accountId").textValue(),
              finding.at("/service/detectorId").textValue(),
              finding.get("id").textValue());
      assertThat(finding.get("id").textValue()).matches("[0-9a-f]{32}");
      assertThat(finding.get("accountId").textValue()).matches("\\d{12}");
    }
  }

  @Test
  void givesEveryFindingAnIdOfItsOwn() {
    assertThat(FINDINGS_READ)
        .extracting(finding -> finding.get("id").textValue())
        .doesNotHaveDuplicates();
  }

  @Test
  void mixesSeveritiesAsARealAccountDoes() {
    Map<Integer, Integer> counts = new HashMap<>();

    for (JsonNode finding : FINDINGS_READ) {
      counts.merge(finding.get("severity").asInt(), 1, Integer::sum);
    }

    assertThat(counts.get(2)).isCloseTo(FINDINGS * 70 / 362, within(150));
    assertThat(counts.get(5)).isCloseTo(FINDINGS * 145 / 362, within(150));
    assertThat(counts.get(8)).isCloseTo(FINDINGS * 141 / 362, within(150));
    assertThat(counts.get(9)).isCloseTo(FINDINGS * 7 / 370, within(2));
  }

  @Test
  void writesLinesOfTheSizeOfRealOnes() {
    List<Integer> sizes = LINES.stream().map(line -> line.length).sorted().toList();

    assertThat(sizes.get(0)).isGreaterThan(1100);
    assertThat(sizes.get(FINDINGS / 2)).isBetween(2600, 3400);
    assertThat(sizes.get(FINDINGS * 98 / 100)).isLessThan(10_500);
    // Attack sequences, which no public sample of a real export has.
    assertThat(sizes.get(FINDINGS - 1)).isLessThan(20_000);
  }

  @Test
  void keepsInlineAdditionalInfoAndItsTextAlike() throws IOException {
    int samples = 0;
    int old = 0;

    for (JsonNode finding : FINDINGS_READ) {
      JsonNode info = finding.at("/service/additionalInfo");
      samples += info.path("sample").asBoolean() ? 1 : 0;

      if (!info.has("value")) {
        // The form before 2022, inline alone.
        assertThat(info.has("type")).isFalse();
        old++;
        continue;
      }

      JsonNode value = MAPPER.readTree(info.get("value").textValue());
      value
          .fieldNames()
          .forEachRemaining(name -> assertThat(info.get(name)).isEqualTo(value.get(name)));
      assertThat(info.size()).isEqualTo(value.size() + 2);
      assertThat(info.get("type").textValue()).isEqualTo("default");
    }

    assertThat(samples).isBetween(50, 300);
    assertThat(old).isBetween(100, 300);
  }

  @Test
  void writesNestedTimesInScientificNotationAndExplicitNulls() {
    String all = String.join("\n", LINES.stream().map(FindingGeneratorTest::text).toList());

    assertThat(all).containsPattern("\"createdAt\":1\\.\\d+E9");
    assertThat(all).containsPattern("\"startTime\":1\\.\\d+E9");
    assertThat(all).containsPattern("\"createdAt\":1\\d{9}\\.\\d{3}[,}]");
    assertThat(all).containsPattern("\"startTime\":\"20\\d\\d-");
    assertThat(all).containsPattern("\"launchTime\":1\\d{12}");
    assertThat(all).containsPattern("\"launchTime\":\"[-0-9]{10}T[:0-9]{8}(\\.\\d{3})?Z\"");
    assertThat(all).contains("\"asn\":-1", "\"unusual\":{", "\"additionalInfo\":{}", "\"null\"");
    assertThat(all)
        .contains("\"affectedResources\":{}", "\"ipv6Addresses\":[]", "\"userAgent\":\"\"");
    assertThat(all).containsPattern("\"unusual\":\\d");
    assertThat(all).contains("\"evidence\":null", "\"platform\":null", "\"LoginAttributes\":[");
    assertThat(all).contains("\"euid\":\"1000\"", "\"euid\":1000", "\"value\":\"{}\"");
  }

  @Test
  void probesSeveralPortsInAFinding() {
    assertThat(FINDINGS_READ)
        .filteredOn(finding -> !finding.at("/service/action/portProbeAction").isMissingNode())
        .isNotEmpty()
        .allMatch(
            finding -> finding.at("/service/action/portProbeAction/portProbeDetails").size() >= 2);
  }

  @Test
  void leavesNoPlaceholderInATitle() {
    assertThat(FINDINGS_READ)
        .extracting(finding -> finding.get("title").asText() + finding.get("description").asText())
        .noneMatch(text -> text.contains("{") || text.contains("null"));
  }

  @Test
  void makesEveryTypeOfTheCatalog() {
    assertThat(FINDINGS_READ)
        .extracting(finding -> finding.get("type").textValue())
        .containsAll(FindingKinds.all().stream().map(FindingKind::type).toList())
        .anyMatch(type -> type.length() > 50)
        .anyMatch(type -> type.contains("&"));
  }

  @Test
  void givesOneFindingDetailsOfSeveralResources() {
    assertThat(FINDINGS_READ)
        .anyMatch(finding -> has(finding, "accessKeyDetails", "instanceDetails"))
        .anyMatch(finding -> has(finding, "accessKeyDetails", "s3BucketDetails"))
        .anyMatch(finding -> has(finding, "accessKeyDetails", "bedrockGuardrailDetails"))
        .anyMatch(finding -> has(finding, "containerDetails", "instanceDetails"))
        .anyMatch(finding -> has(finding, "eksClusterDetails", "kubernetesDetails"));
  }

  private static boolean has(JsonNode finding, String one, String other) {
    return finding.get("resource").has(one) && finding.get("resource").has(other);
  }

  private static boolean isRuntime(JsonNode finding) {
    return finding.at("/service/featureName").asText().equals("RuntimeMonitoring");
  }

  private static Set<String> fieldsAt(String pointer) {
    Set<String> names = new HashSet<>();

    for (JsonNode finding : FINDINGS_READ) {
      finding.at(pointer).fieldNames().forEachRemaining(names::add);
    }

    return names;
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }
}
