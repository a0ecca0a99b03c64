package io.guardlake.sandbox.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said twice in a finding, or in its versions, is said alike. */
final class FindingConsistencyTest {
  private static final int FINDINGS = 4000;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\d.])\\d+\\.\\d+\\.\\d+\\.\\d+(?![\\d.])");
  private static final Pattern DOCUMENTED =
      Pattern.compile("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+|10\\.\\d+\\.\\d+\\.\\d+");
  private static final Pattern ADDRESS_V6 = Pattern.compile("\"([0-9a-f]{1,4}:[0-9a-f:]+)\"");
  private static final Pattern USER_AGENT = Pattern.compile("\"userAgent\":\"[^\"]*\"");
  private static final Pattern VERSION = Pattern.compile("AMI \\d+\\.\\d+\\.\\d+\\.\\d+");

  private static final List<String> LINES = new ArrayList<>();
  private static final List<List<JsonNode>> VERSIONS = new ArrayList<>();

  @BeforeAll
  static void generate() throws IOException {
    FindingGenerator generator =
        new FindingGenerator(
            GeneratorSettings.endingOn(LocalDate.parse("2026-11-15"))
                .withFindings(FINDINGS)
                .withSeed(3));

    for (int finding = 0; finding < FINDINGS; finding++) {
      List<JsonNode> versions = new ArrayList<>();

      for (int version = 0; version < generator.versions(finding); version++) {
        byte[] line = generator.line(finding, version);
        LINES.add(new String(line, StandardCharsets.UTF_8));
        versions.add(MAPPER.readTree(line));
      }

      VERSIONS.add(versions);
    }
  }

  @Test
  void usesAddressesOfDocumentationAndPrivateRangesAlone() {
    for (String line : LINES) {
      String read = VERSION.matcher(USER_AGENT.matcher(line).replaceAll("")).replaceAll("");

      for (Matcher address = ADDRESS.matcher(read); address.find(); ) {
        assertThat(address.group()).matches(DOCUMENTED);
      }

      for (Matcher address = ADDRESS_V6.matcher(read); address.find(); ) {
        assertThat(address.group(1)).startsWith("2001:db8:");
      }
    }
  }

  @Test
  void usesDomainsMadeForExamplesAlone() {
    assertThat(Table.rows("domains.tsv", 2))
        .extracting(row -> row.get(1))
        .isNotEmpty()
        .allMatch(domain -> domain.matches("([^.]+\\.)+(example\\.(com|net|org)|test)"));
  }

  @Test
  void ordersTheTimesOfAFinding() {
    for (JsonNode finding : all()) {
      Instant first = time(finding.at("/service/eventFirstSeen"));
      Instant last = time(finding.at("/service/eventLastSeen"));
      assertThat(first).isBeforeOrEqualTo(last);
      assertThat(last).isBefore(time(finding.get("updatedAt")));
      assertThat(first).isBefore(time(finding.get("createdAt")));
    }
  }

  @Test
  void movesFromVersionToVersionAsUpdatesDo() {
    for (List<JsonNode> versions : VERSIONS) {
      for (int version = 1; version < versions.size(); version++) {
        JsonNode before = versions.get(version - 1);
        JsonNode after = versions.get(version);

        for (String constant : List.of("id", "arn", "type", "createdAt", "accountId", "region")) {
          assertThat(after.get(constant)).isEqualTo(before.get(constant));
        }

        assertThat(time(after.at("/service/eventFirstSeen")))
            .isEqualTo(time(before.at("/service/eventFirstSeen")));
        assertThat(time(after.at("/service/eventLastSeen")))
            .isAfter(time(before.at("/service/eventLastSeen")));
        assertThat(time(after.get("updatedAt"))).isAfter(time(before.get("updatedAt")));
        assertThat(count(after)).isGreaterThan(count(before));
      }
    }
  }

  @Test
  void chainsProcessesToWhatStartedThem() {
    List<JsonNode> processes = new ArrayList<>();

    for (JsonNode finding : all()) {
      JsonNode runtime = finding.at("/service/runtimeDetails");
      List.of("/process", "/context/targetProcess", "/context/modifyingProcess")
          .forEach(path -> processes.add(runtime.at(path)));
    }

    assertThat(processes).anyMatch(process -> process.path("lineage").size() == 3);

    for (JsonNode process : processes) {
      JsonNode child = process;

      for (JsonNode parent : process.path("lineage")) {
        assertThat(parent.get("uuid")).isEqualTo(child.get("parentUuid"));
        assertThat(parent.get("pid").asInt()).isLessThan(child.get("pid").asInt());
        assertThat(seconds(parent.get("startTime"))).isLessThan(seconds(child.get("startTime")));
        child = parent;
      }
    }
  }

  @Test
  void namesTheInstancesOwnInterfaceInItsConnections() {
    int compared = 0;

    for (JsonNode finding : all()) {
      JsonNode local = finding.at("/service/action/networkConnectionAction/localNetworkInterface");
      JsonNode own = finding.at("/resource/instanceDetails/networkInterfaces/0");

      if (!local.isMissingNode() && !own.isMissingNode()) {
        assertThat(local).isEqualTo(own.get("networkInterfaceId"));
        assertThat(finding.at("/service/action/networkConnectionAction/localIpDetails/ipAddressV4"))
            .isEqualTo(own.get("privateIpAddress"));
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void putsEachSubnetIntoOneNetwork() {
    Map<String, Set<String>> networks = new HashMap<>();

    for (JsonNode finding : all()) {
      for (JsonNode one : finding.at("/resource/instanceDetails/networkInterfaces")) {
        networks
            .computeIfAbsent(one.get("subnetId").textValue(), absent -> new HashSet<>())
            .add(one.get("vpcId").textValue());
      }
    }

    assertThat(networks.values()).hasSizeGreaterThan(20).allMatch(vpcs -> vpcs.size() == 1);
  }

  @Test
  void namesOneThreatInEvidenceAndAdditionalInfo() {
    int compared = 0;

    for (JsonNode finding : all()) {
      JsonNode evidence = finding.at("/service/evidence/threatIntelligenceDetails/0");
      JsonNode info = finding.at("/service/additionalInfo");

      if (!evidence.isMissingNode() && info.has("threatListName")) {
        assertThat(info.get("threatListName")).isEqualTo(evidence.get("threatListName"));
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void describesAnInstanceAlikeInAllFindings() {
    Map<String, Set<String>> machines = new HashMap<>();

    for (JsonNode finding : all()) {
      JsonNode instance = finding.at("/resource/instanceDetails");

      if (!instance.isMissingNode()) {
        String description = instance.get("imageDescription").textValue();
        assertThat(description.contains("Windows")).isEqualTo(instance.get("platform").isTextual());
        machines
            .computeIfAbsent(instance.get("instanceId").textValue(), absent -> new HashSet<>())
            .add(instance.get("instanceType") + description);
      }

      for (JsonNode resource : finding.at("/service/detection/sequence/resources")) {
        JsonNode data = resource.at("/data/ec2Instance");

        if (!data.isMissingNode()) {
          machines
              .computeIfAbsent(resource.get("name").textValue(), absent -> new HashSet<>())
              .add(data.get("instanceType") + data.get("imageDescription").textValue());
        }
      }
    }

    assertThat(machines.values()).hasSizeGreaterThan(100).allMatch(alike -> alike.size() == 1);
  }

  @Test
  void saysWhatTheTypeSaysWasDoneWithoutAnError() {
    for (JsonNode finding : all()) {
      if (type(finding).matches("(Policy|Stealth|Persistence|Impact|Exfiltration):.*")
          && !type(finding).contains("IPCaller")) {
        assertThat(finding.at("/service/action/awsApiCallAction").has("errorCode")).isFalse();
        assertThat(finding.at("/service/action/kubernetesApiCallAction/statusCode").asInt(200))
            .isBetween(200, 201);
      }
    }
  }

  @Test
  void saysTheFindingsOwnValuesInItsDescription() {
    for (JsonNode finding : all()) {
      JsonNode remote = finding.at("/service/action/networkConnectionAction/remoteIpDetails");
      String description = finding.get("description").textValue();

      for (Matcher address = ADDRESS.matcher(description); address.find(); ) {
        if (!remote.isMissingNode()) {
          assertThat(address.group()).isEqualTo(remote.get("ipAddressV4").textValue());
        }
      }
    }
  }

  @Test
  void givesEachInterfaceOfAnInstanceAnAddressOfItsOwn() {
    for (JsonNode finding : all()) {
      List<String> addresses =
          finding
              .at("/resource/instanceDetails/networkInterfaces")
              .findValuesAsText("networkInterfaceId");
      JsonNode interfaces = finding.at("/resource/instanceDetails/networkInterfaces");
      Set<String> different = new HashSet<>();
      interfaces.forEach(one -> different.add(one.get("privateIpAddress").textValue()));
      assertThat(different).hasSameSizeAs(addresses);
    }
  }

  private static List<JsonNode> all() {
    return VERSIONS.stream().flatMap(List::stream).toList();
  }

  private static String type(JsonNode finding) {
    return finding.get("type").textValue();
  }

  private static Instant time(JsonNode text) {
    return Instant.parse(text.textValue());
  }

  private static double seconds(JsonNode time) {
    return time.isNumber() ? time.asDouble() : time(time).toEpochMilli() / 1000.0;
  }

  private static long count(JsonNode finding) {
    return finding.at("/service/count").longValue();
  }
}
